import { element } from '../element.js';

export interface SliderOptions {
  label: string;
  testId: string;
  max: number;
  /** How far an arrow key goes. */
  step: number;
  /** What the value means, in words. */
  inWords: (value: number) => string;
  /** The user has let go of it. */
  change: (value: number) => void;
  /** The user has it in hand. */
  input?: (value: number) => void;
}

/** A range that can be set from outside, except while the user has it in hand. */
export function slider({ label, testId, max, step, inWords, change, input }: SliderOptions) {
  const range = element('input', { type: 'range', min: 0, max, step, 'aria-label': label, 'data-testid': testId });
  let isHeld = false;
  const show = () => {
    range.setAttribute('aria-valuetext', inWords(range.valueAsNumber));
    range.style.setProperty('--share', `${(range.valueAsNumber / (Number(range.max) || 1)) * 100}%`);
  };
  range.addEventListener('input', () => {
    isHeld = true;
    show();
    input?.(range.valueAsNumber);
  });
  range.addEventListener('change', () => {
    isHeld = false;
    change(range.valueAsNumber);
  });
  return {
    root: range,
    set(value: number, newMax = max) {
      if (isHeld) return;
      range.max = String(newMax);
      range.value = String(value);
      show();
    },
  };
}
