/** Marks with which mail programs begin the subject of an answer. */
const replyMark = /^\s*(?:re|aw|sv|antw|ref|odp|ynt|回复|答复|回覆)(?:\[\d+\])?\s*[:：]/iu

/** The subject of an answer: marked once, whoever marked it before. */
export const replySubject = (subject: string): string =>
  replyMark.test(subject) ? subject.trim() : `Re: ${subject.trim()}`
