/**
 * Sentences as one text; what is null or empty is left out. Chinese ones stand without a blank
 * between them, others with one.
 */
export const joinSentences = (sentences: readonly (string | null)[]): string =>
  sentences
    .filter((sentence) => sentence !== null && sentence !== '')
    .reduce<string>(
      (all, sentence) => (all === '' || all.endsWith('。') ? all + sentence : `${all} ${sentence}`),
      '',
    )
