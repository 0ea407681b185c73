import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate with its key, both in PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** Certificates of `localhost` by an authority of the tests, one right and three wrong. */
export interface Certificates {
  /** The authority; a client that trusts it accepts `good` alone. */
  readonly authority: string
  readonly good: Certificate
  readonly expired: Certificate
  readonly selfSigned: Certificate
  readonly otherName: Certificate
}

const authorityRules = `
[ca]
default_ca = tests
[tests]
dir = .
database = index
unique_subject = no
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
`

const run = (folder: string, args: readonly string[]): void => {
  execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

const signed = (folder: string, name: string, host: string, dates: readonly string[]): void => {
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`]
  run(folder, ['req', ...newKey, ...names, '-keyout', `${name}.key`, '-out', `${name}.csr`])
  const authority = ['-config', 'rules', '-cert', 'authority.pem', '-keyfile', 'authority.key']
  const files = ['-in', `${name}.csr`, '-out', `${name}.pem`]
  run(folder, ['ca', '-batch', '-notext', ...authority, ...dates, ...files])
}

const makeAll = (folder: string): Certificates => {
  writeFileSync(join(folder, 'rules'), authorityRules)
  writeFileSync(join(folder, 'index'), '')
  writeFileSync(join(folder, 'serial'), '01')
  const selfSigned = ['req', '-x509', ...newKey, '-days', '2']
  run(folder, [
    ...selfSigned,
    '-subj',
    '/CN=tests',
    '-keyout',
    'authority.key',
    '-out',
    'authority.pem',
  ])
  const own = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  run(folder, [...selfSigned, ...own, '-keyout', 'own.key', '-out', 'own.pem'])
  signed(folder, 'good', 'localhost', ['-days', '2'])
  signed(folder, 'other', 'other.example', ['-days', '2'])
  const past = ['-startdate', '20200101000000Z', '-enddate', '20200102000000Z']
  signed(folder, 'expired', 'localhost', past)
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const pair = (name: string) => ({ cert: read(`${name}.pem`), key: read(`${name}.key`) })
  return {
    authority: read('authority.pem'),
    good: pair('good'),
    expired: pair('expired'),
    selfSigned: pair('own'),
    otherName: pair('other'),
  }
}

let made: Certificates | undefined

/** The certificates of this run, made by openssl when they are first asked for. */
export const testCertificates = (): Certificates => {
  if (made !== undefined) return made
  const folder = mkdtempSync(join(tmpdir(), 'kith-certificates-'))
  try {
    made = makeAll(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return made
}
