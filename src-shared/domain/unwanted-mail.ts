const unwanted: ReadonlySet<string> = new Set([
  'hard-bounce',
  'suppressed',
  'do-not-contact',
  'wish-in-bin',
])

/** Whether a finding about a mail says that its recipient is to get none. */
export const isUnwanted = ({ code }: { readonly code: string }): boolean => unwanted.has(code)
