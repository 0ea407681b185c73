import { spawnSync } from 'node:child_process'

/** A mail as Python's `email` package reads it. */
export interface PythonMail {
  /** Names of the headers of the whole mail, in lower case, in their order. */
  readonly headers: readonly string[]
  /** Content types of all parts, in their order. */
  readonly types: readonly string[]
  /** Names of the headers of the parts, in lower case, each once, sorted. */
  readonly partHeaders: readonly string[]
  /** Every address of `To`, `Cc` and `Bcc`, by the reader of today. */
  readonly to: readonly string[]
  /** The same by the older one. */
  readonly toByOldRules: readonly string[]
  readonly from: readonly string[]
  readonly fromName: string
  readonly subject: string
  readonly fileNames: readonly string[]
  /** The decoded text parts. */
  readonly texts: readonly string[]
  /** SHA-256 of the decoded attachments, in hexadecimal. */
  readonly files: readonly string[]
}

/** Reads one mail a line, in base64, and answers one JSON a line. */
const program = `
import base64, email, email.parser, email.policy, email.utils, hashlib, json, sys

headers_only = email.parser.BytesHeaderParser(policy=email.policy.default)

def addresses(message, names):
    return [a.addr_spec for n in names for h in message.get_all(n, []) for a in h.addresses]

def text(part):
    return part.get_payload(decode=True).decode(part.get_content_charset('ascii'))

def read(data):
    head = headers_only.parsebytes(data)
    message = email.message_from_bytes(data)
    parts = list(message.walk())
    leaves = [part for part in parts if not part.is_multipart()]
    files = [part for part in leaves if part.get_filename() is not None]
    receivers = ['to', 'cc', 'bcc']
    raw = [''.join(str(h).splitlines()) for n in receivers for h in message.get_all(n, [])]
    return {
        'headers': [name.lower() for name in message.keys()],
        'types': [part.get_content_type() for part in parts],
        'partHeaders': sorted({n.lower() for part in parts[1:] for n in part.keys()}),
        'to': addresses(head, receivers),
        'toByOldRules': [address for _, address in email.utils.getaddresses(raw)],
        'from': addresses(head, ['from']),
        'fromName': head['from'].addresses[0].display_name,
        'subject': str(head['subject'] or ''),
        'fileNames': [headers_only.parsebytes(file.as_bytes()).get_filename() for file in files],
        'texts': [text(p) for p in leaves if p not in files and p.get_content_maintype() == 'text'],
        'files': [hashlib.sha256(part.get_payload(decode=True)).hexdigest() for part in files],
    }

for line in sys.stdin:
    try:
        answer = read(base64.b64decode(line))
    except Exception as error:
        answer = {'error': repr(error)}
    print(json.dumps(answer))
`

/** Whether this machine has Python to compare with. */
export const hasPythonMail = (): boolean =>
  spawnSync('python3', ['-c', 'import email'], { stdio: 'ignore' }).status === 0

/** Reads mails with Python, all in one process; a mail that it cannot read is its complaint. */
export const readMailsWithPython = (
  mails: readonly Uint8Array[],
): readonly (PythonMail | { readonly error: string })[] => {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', program], {
    input: mails.map((mail) => `${Buffer.from(mail).toString('base64')}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(stderr)
  const lines = stdout.split('\n').filter((line) => line !== '')
  // What the program above prints.
  return lines.map((line) => JSON.parse(line) as PythonMail | { readonly error: string })
}
