import type { Candidate } from '../sending/outbox.repository.ts'

/** What servers take as a rule; one that takes another number says so when it is tested. */
const usualMaxBytes = 25 * 1024 ** 2
/** For the head, the text and what divides the parts. */
const besideFilesBytes = 256 * 1024
/** Base64 makes four bytes of three, and ends each line of 76 with two more. */
const growth = (4 / 3) * (78 / 76)

/** How large a mail may be as its server gets it. */
export const maxMailBytes = ({ maxBytes }: Pick<Candidate, 'maxBytes'>): number =>
  maxBytes ?? usualMaxBytes

/** How large the files of a mail may be together, as they lie on the disk. */
export const maxFilesBytes = (mail: Pick<Candidate, 'maxBytes'>): number =>
  Math.max(0, Math.floor((maxMailBytes(mail) - besideFilesBytes) / growth))
