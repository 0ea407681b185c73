import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { folderOpener } from '#main/hosts/loopback/open-folder.ts'
import { readStartOptions } from '#main/hosts/loopback/start-options.ts'

test('a start without flags takes any port and the workspace used last', () => {
  expect(readStartOptions([])).toEqual({
    workspace: undefined,
    port: 0,
    tokenFile: undefined,
    secretsKeyFile: undefined,
    restore: undefined,
  })
})

test('all flags', () => {
  const flags = [
    '--host=loopback',
    '--port=4600',
    '--workspace=w',
    '--no-open',
    '--token-file',
    't',
    '--secrets-key-file=k',
    '--restore=some-backup',
  ]
  expect(readStartOptions(flags)).toEqual({
    workspace: resolve('w'),
    port: 4600,
    tokenFile: resolve('t'),
    secretsKeyFile: resolve('k'),
    restore: 'some-backup',
  })
})

test.each([[['--port=x']], [['--port=70000']], [['--colour']], [['stray']]])(
  '%j is refused',
  (flags) => {
    expect(readStartOptions(flags)).toBeTypeOf('string')
  },
)

test.each([
  ['darwin', false, false, 'open'],
  ['win32', false, false, 'explorer'],
  ['linux', true, true, 'xdg-open'],
  ['linux', true, false, null],
  ['linux', false, true, null],
] as const)(
  'the file manager of %s (display %s, opener %s) is %s',
  (platform, hasDisplay, hasOpener, program) => {
    expect(folderOpener({ platform, hasDisplay, hasOpener })).toBe(program)
  },
)
