import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createPackage } from '@electron/asar'

/** The folder of the project. */
export const root = resolve(import.meta.dirname, '../..')

/** Marks the place of the fuses in Electron's binary; from @electron/fuses. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** The fuses in the order of the wire, and how a release has to have them. */
export const releaseFuses = [
  ['RunAsNode', 'off'],
  ['EnableCookieEncryption', 'on'],
  ['EnableNodeOptionsEnvironmentVariable', 'off'],
  ['EnableNodeCliInspectArguments', 'off'],
  ['EnableEmbeddedAsarIntegrityValidation', 'on'],
  ['OnlyLoadAppFromAsar', 'on'],
  ['LoadBrowserProcessSpecificV8Snapshot', 'off'],
  ['GrantFileProtocolExtraPrivileges', 'off'],
  ['WasmTrapHandlers', 'on'],
] as const

/** A distribution that looks like Electron to electron-builder: its fuses all stand at `default`. */
const writeStubDistribution = async (folder: string, version: string): Promise<void> => {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'default-app'))
  writeFileSync(join(folder, 'default-app/package.json'), '{"name":"default","main":"main.js"}')
  writeFileSync(join(folder, 'default-app/main.js'), '')
  await createPackage(join(folder, 'default-app'), join(folder, 'resources/default_app.asar'))
  writeFileSync(join(folder, 'version'), version)
  // As Electron ships: RunAsNode, NodeOptions, NodeCliInspect and the file protocol are on.
  const wire = Buffer.concat([Buffer.from([1, releaseFuses.length]), Buffer.from('101100011')])
  const program = Buffer.concat([Buffer.from(`#!/bin/sh\nexit 0\n${sentinel}`), wire])
  writeFileSync(join(folder, 'electron'), program, { mode: 0o755 })
}

/** Reads the fuses back from a packaged program. */
export const readFuses = (program: string): readonly (readonly [string, 'on' | 'off'])[] => {
  const bytes = readFileSync(program)
  const start = bytes.indexOf(sentinel) + sentinel.length + 2
  return releaseFuses.map(([name], index) => [name, bytes[start + index] === 0x31 ? 'on' : 'off'])
}

/** Packages the built application around the stub; returns the unpacked folder. */
export const packageDryRun = async (folder: string): Promise<string> => {
  // The package's own description.
  const electron = JSON.parse(
    readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'),
  ) as { version: string }
  const stub = join(folder, 'electron')
  await writeStubDistribution(stub, electron.version)
  const result = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      '--linux',
      '--dir',
      '--config=resources/electron-builder.yml',
      `--config.electronDist=${stub}`,
      `--config.directories.output=${join(folder, 'dist')}`,
      '--publish=never',
    ],
    { cwd: root, encoding: 'utf8' },
  )
  if (result.status !== 0)
    throw new Error(`electron-builder failed:\n${result.stdout}${result.stderr}`)
  return join(folder, 'dist/linux-unpacked')
}
