const kinds: ReadonlyMap<string, 'person' | 'company'> = new Map([
  ...'person|individual|contact|private|privat|privatperson|personne|particulier|persona|人|个人|個人|个人客户|散客|联系人|private person|privatkunde|privatkundin|particular|privato|частное лицо|физлицо|osoba prywatna|şahıs|개인'
    .split('|')
    .map((word) => [word, 'person'] as const),
  ...'company|organization|organisation|business|firma|unternehmen|société|entreprise|empresa|公司|企业|单位'
    .split('|')
    .map((word) => [word, 'company'] as const),
])

/** What a word says a contact is, in five languages; null when it is no such word. */
export const kindOfWord = (word: string): 'person' | 'company' | null =>
  kinds.get(word.trim().toLowerCase()) ?? null

/** Whether a cell says what kind of contact somebody is. */
export const isKindWord = (cell: string): boolean => kindOfWord(cell) !== null
