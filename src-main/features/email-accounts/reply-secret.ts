const base64 = (text: string): string =>
  Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '')

/**
 * Whether a server's words hold the password they were told, as it is or as it travelled.
 *
 * Some servers repeat the line they refuse; such words are shown to nobody and kept nowhere.
 */
export const repeatsPassword = (
  reply: string,
  { userName, password }: { readonly userName: string; readonly password: string },
): boolean =>
  [
    password,
    // As IMAP quotes it.
    password.replace(/["\\]/g, '\\$&'),
    base64(password),
    base64(`\0${userName}\0${password}`),
  ].some((form) => reply.includes(form))
