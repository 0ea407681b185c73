import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from '#main/platform/atomic-file.ts'
import { request } from '#main/platform/http.ts'

/** Where a second start finds the process that owns the workspace; lies beside the lock, 0600. */
export interface OwnerFile {
  readonly port: number
  /** Good for launch codes and nothing else. */
  readonly secret: string
}

const pathIn = (workspace: string): string => join(workspace, 'owner.json')

/** Says who owns the workspace now. */
export const writeOwnerFile = (workspace: string, owner: OwnerFile): void =>
  writeFileAtomically(pathIn(workspace), JSON.stringify(owner))

/** Takes the note away again. */
export const removeOwnerFile = (workspace: string): void =>
  rmSync(pathIn(workspace), { force: true })

/** The running owner, as it said itself; null when it said nothing, as the desktop does. */
export const readOwnerFile = (workspace: string): OwnerFile | null => {
  try {
    const parsed: unknown = JSON.parse(readFileSync(pathIn(workspace), 'utf8'))
    if (typeof parsed !== 'object' || parsed === null) return null
    const { port, secret } = { port: 0, secret: '', ...parsed }
    return Number.isInteger(port) && typeof secret === 'string' ? { port, secret } : null
  } catch {
    return null
  }
}

/** Asks the running owner for a one-use code; null when it does not answer. */
export const requestLaunchCode = (owner: OwnerFile): Promise<string | null> =>
  new Promise((resolve) => {
    const headers = { authorization: `Bearer ${owner.secret}` }
    const options = { host: '127.0.0.1', port: owner.port, path: '/launch-code', timeout: 2_000 }
    const asked = request({ ...options, method: 'POST', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve(/"code":"([\w-]+)"/.exec(text)?.[1] ?? null))
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(null))
    asked.end()
  })
