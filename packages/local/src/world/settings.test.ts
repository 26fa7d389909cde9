import { expect, test } from 'vitest';
import { createSettings } from './settings.js';

test('a change with one bad value changes nothing', () => {
  const settings = createSettings({}, () => true);
  expect(() => settings.update({ refreshMode: 'rotate', unauthorizedBody: 'new' as never })).toThrow(
    'unauthorizedBody has to be one of',
  );
  expect(settings.get().refreshMode).toBe('keep');
});

test('what is read is a copy', () => {
  const settings = createSettings({ refreshMode: 'rotate' }, () => true);
  Object.assign(settings.get(), { refreshMode: 'keep' });
  expect(settings.get().refreshMode).toBe('rotate');
});
