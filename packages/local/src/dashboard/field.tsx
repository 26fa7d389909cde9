import type { JSX } from 'hono/jsx/jsx-runtime';

/** A line of text to be filled in. Its name is its test id and, with `-error` behind it, that of its error. */
export interface FieldProps {
  id: string;
  name: string;
  label: string;
  value?: string | undefined;
  error?: string | undefined;
  hint?: string | undefined;
  required?: boolean;
}

/** A labelled line of text; what is wrong with it is said between the label and the line, and read out with it. */
export function Field({ id, name, label, value = '', error, hint, required = false }: FieldProps): JSX.Element {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <>
      <label for={id}>{label}</label>
      {hint && (
        <p class="soft hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="wrong" id={`${id}-error`} data-testid={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        id={id}
        type="text"
        name={name}
        value={value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        required={required}
        data-testid={id}
        {...(described && { 'aria-describedby': described })}
        {...(error && { 'aria-invalid': 'true' })}
      />
    </>
  );
}

/** What is wrong with a form that came back. */
export interface FormProblem {
  /** The id of the field. */
  field: string;
  title: string;
  hint: string;
}

/** What is wrong, at the top of the page, with a link to where it is. */
export function ErrorSummary({ problem }: { problem: FormProblem | undefined }): JSX.Element | null {
  if (problem === undefined) return null;
  return (
    <div class="problem" role="alert" data-testid="error-summary">
      <p>
        <a href={`#${problem.field}`}>{problem.title}</a>
      </p>
      <p>{problem.hint}</p>
    </div>
  );
}
