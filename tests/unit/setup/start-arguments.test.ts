import { describe, expect, test } from 'vitest';
import { USAGE, parseStartArguments } from '../../../scripts/setup/start-arguments.mjs';

describe('parseStartArguments', () => {
  test('needs none', () => {
    expect(parseStartArguments([], '/home/jane')).toEqual({ help: false });
  });

  test.each([
    [['--profile', 'mine'], '/home/jane/mine'],
    [['--profile=../mine'], '/home/mine'],
    [['--profile', '/elsewhere/with space'], '/elsewhere/with space'],
  ])('%j is a folder, seen from where it was typed', (args, profile) => {
    expect(parseStartArguments(args, '/home/jane')).toEqual({ help: false, profile });
  });

  test('-h asks for help', () => {
    expect(parseStartArguments(['-h'], '/home/jane').help).toBe(true);
  });

  test.each([
    ['--profil', 'x'],
    ['folder'],
    ['--profile'],
    ['--profile', ''],
    ['--no-sandbox'],
    ['--profile', '--help'],
  ])('refuses %j %j and shows the usage', (...args) => {
    expect(() => parseStartArguments(args, '/home/jane')).toThrow(USAGE);
  });
});
