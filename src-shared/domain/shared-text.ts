import { type Failure, fail, ok, type Result } from './result.ts'

/** What a text was when the change of it began, and what to do where it is another one by now. */
export interface BasedOn {
  readonly text: string | null
  readonly otherwise: 'ask' | 'keep-both'
}

const plain = (text: string | null): string => (text ?? '').replaceAll('\r\n', '\n').trim()

/** Both texts under each other, the one that stands there first; one of them where it has the other. */
export const joinTexts = (now: string | null, own: string | null): string | null => {
  const [first, second] = [plain(now), plain(own)]
  if (second.includes(first)) return own
  return first.includes(second) ? now : `${first}\n\n${second}`
}

/** What is to be stored in place of the text that stands there now; neither text gets lost. */
export const settleText = (
  own: string | null,
  now: string | null,
  basedOn: BasedOn | undefined,
): Result<string | null, Failure<'changed-elsewhere', { now: string | null }>> => {
  const isSame = [own, basedOn?.text ?? null].some((text) => plain(text) === plain(now))
  if (basedOn === undefined || isSame) return ok(own)
  return basedOn.otherwise === 'ask' ? fail('changed-elsewhere', { now }) : ok(joinTexts(now, own))
}
