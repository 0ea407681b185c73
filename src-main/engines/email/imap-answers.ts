/** What a server answers of one mail that was asked for. */
export interface FetchedMail {
  readonly uid: number
  /** When it came into the mailbox, milliseconds UTC; 0 where that was not asked for. */
  readonly arrivedAt: number
  /** The one part that was asked for. */
  readonly bytes: Uint8Array
}

/** A response as imapflow takes it apart: its lines in one, and the literals that they announce. */
interface RawResponse {
  readonly payload: Buffer
  readonly literals: readonly Buffer[]
}

/** What imapflow calls with each response; no part of its public face. */
interface ResponseHandler {
  handleResponse?: (response: RawResponse) => Promise<boolean>
}

/** One fetch: how it is begun, which mails it asks for, and whom they are handed to. */
interface Fetch {
  readonly begin: () => Promise<void>
  readonly uids: ReadonlySet<number>
  readonly take: (mail: FetchedMail) => void | Promise<void>
}

/**
 * Reads the mails a server sends without the detours that imapflow takes with each: it compiles
 * every response anew for a log, wanted or not, and each name in it, which takes longer than all
 * the rest.
 *
 * One fetch after the other: what a server answers names the mail, and not the command that asked
 * for it. A response that is not as plain as nearly all are is left to imapflow, and so are all of
 * them should it ever call something else.
 */
export const plainAnswers = (client: object): ((fetch: Fetch) => Promise<void>) => {
  let current: Fetch | null = null
  let last: Promise<void> = Promise.resolve()
  // Looked up by name because the types leave it out; what is missing stays so.
  const handler = client as ResponseHandler
  const usual = handler.handleResponse?.bind(client)
  if (usual !== undefined) {
    handler.handleResponse = async (response) => {
      const mail = current === null ? null : readAnswer(response.payload, response.literals)
      if (current === null || mail === null || !current.uids.has(mail.uid)) return usual(response)
      await current.take(mail)
      return true
    }
  }
  const run = async (fetch: Fetch): Promise<void> => {
    current = fetch
    try {
      await fetch.begin()
    } finally {
      current = null
    }
  }
  return (fetch) => {
    const done = last.then(() => run(fetch))
    // Who asked is told of a failure; the next one runs all the same.
    last = done.catch(() => {})
    return done
  }
}

const opening = /^\* \d{1,10} FETCH \(/iu
/** A name and its value: a number, a quoted text, a list of plain words or a literal. */
const item =
  /(?<name>[A-Z0-9.-]+(?:\[(?:HEADER)?\](?:<\d+>)?)?) (?:(?<number>\d{1,20})|"(?<text>[^"\\]*)"|\([^()"{]*\)|(?<literal>\{\d+\}\r?\n))(?<end> |\)$)/iuy

/** The mail of a FETCH response with one literal; null for any other response. */
export const readAnswer = (
  payload: Buffer,
  literals: readonly Uint8Array[],
): FetchedMail | null => {
  const [bytes] = literals
  if (bytes === undefined || literals.length > 1) return null
  const line = payload.toString('latin1')
  const start = opening.exec(line)?.[0].length
  if (start === undefined) return null
  let uid = 0
  let arrivedAt = 0
  item.lastIndex = start
  for (;;) {
    const { name = '', number, text, end } = item.exec(line)?.groups ?? {}
    if (end === undefined) return null
    if (name.toUpperCase() === 'UID') uid = Number(number ?? 0)
    if (name.toUpperCase() === 'INTERNALDATE') arrivedAt = Date.parse(text ?? '') || 0
    if (end === ')') return uid > 0 && uid < 2 ** 32 ? { uid, arrivedAt, bytes } : null
  }
}
