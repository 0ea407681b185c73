/** Passes counted so far, by name of the point. */
const passes = new Map<string, number>()

/** Electron sets `defaultApp` only when it runs a folder, not a package. */
const isPackaged = process.versions['electron'] !== undefined && !('defaultApp' in process)

const parse = (value: string | undefined): { name: string; pass: number } | null => {
  const match = /^([a-z0-9.-]+):([1-9]\d{0,5})$/.exec(value ?? '')
  return match ? { name: match[1] ?? '', pass: Number(match[2]) } : null
}

const armed = isPackaged ? null : parse(process.env['KITH_FAILPOINT'])

/**
 * A named place at which tests can kill the process: `KITH_FAILPOINT=name:n` ends it with SIGKILL
 * at the n-th pass. A packaged Kith never reads the variable.
 */
export const failpoint = (name: string): void => {
  if (armed?.name !== name) return
  const count = (passes.get(name) ?? 0) + 1
  passes.set(name, count)
  if (count === armed.pass) process.kill(process.pid, 'SIGKILL')
}
