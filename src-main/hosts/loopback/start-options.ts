import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What a start was asked to do. */
export interface StartOptions {
  /** The workspace's folder; undefined for the one used last. */
  readonly workspace: string | undefined
  /** 0 for any free one. */
  readonly port: number
  /** Where the bearer token goes, readable by this user only. */
  readonly tokenFile: string | undefined
  /** Holds the passphrase of the secrets, readable by this user only. */
  readonly secretsKeyFile: string | undefined
  /** A backup to put in place of a workspace that does not open any more. */
  readonly restore: string | undefined
}

/** Reads the start flags; a string says in words what is wrong with them. */
export const readStartOptions = (args: readonly string[]): StartOptions | string => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        workspace: { type: 'string' },
        port: { type: 'string', default: '0' },
        'token-file': { type: 'string' },
        'secrets-key-file': { type: 'string' },
        restore: { type: 'string' },
        // Read by the start script, which picks the host and opens the browser.
        host: { type: 'string' },
        open: { type: 'boolean' },
      },
      allowNegative: true,
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return '--port is 0 to 65535'
    const path = (value: string | undefined) => (value === undefined ? undefined : resolve(value))
    return {
      workspace: path(values.workspace),
      port,
      tokenFile: path(values['token-file']),
      secretsKeyFile: path(values['secrets-key-file']),
      restore: values.restore,
    }
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown flag'
  }
}
