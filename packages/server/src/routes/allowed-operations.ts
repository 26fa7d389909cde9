import { SpotifyError } from 'spixie';
import { type OperationName, operations } from 'spixie/operations';

/** Finds the operation of a request among those that are allowed. `path` begins with a slash, as `/me/player`. */
export type FindOperation = (method: string, path: string) => OperationName | undefined;

/**
 * Reads the list of operations that a proxy lets through.
 *
 * @throws `invalid_option` for one that there is not
 */
export function allowOperations(names: readonly OperationName[]): FindOperation {
  const templates = names.map((name) => {
    if (!Object.hasOwn(operations, name)) {
      throw new SpotifyError(
        'invalid_option',
        'fix_config',
        `proxy names ${name}, which is no operation of the Web API. Correct it.`,
      );
    }
    const [method, path = ''] = name.split(' ');
    return { name, method, segments: path.split('/') };
  });
  return (method, path) => {
    const segments = path.split('/');
    // What stands for more than one segment further on has no place in one; `..;` is a `..` to some servers.
    if (
      !segments
        .slice(1)
        .every((segment) => /^(?!\.{1,2}(?:;|%3b|$))(?:[\w.~:@!$&'()*+,;=-]|%(?!2f|5c|2e|00|25)[\da-f]{2})+$/i.test(segment))
    )
      return undefined;
    return templates.find(
      (template) =>
        template.method === method &&
        template.segments.length === segments.length &&
        template.segments.every((segment, place) => segment.startsWith('{') || segment === segments[place]),
    )?.name;
  };
}
