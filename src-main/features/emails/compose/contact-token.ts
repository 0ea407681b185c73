import { unsubscribeToken, verifyUnsubscribeToken } from '#main/engines/email/tokens.ts'

/** The list that everybody is on who gets mail from this workspace. */
const everything = 'mail'

/** The token with which a contact asks for no more mail. */
export const tokenOfContact = (contactUid: string, key: Uint8Array): string =>
  unsubscribeToken({ contact: contactUid, list: everything }, key)

/** Whether a token is the one of this contact. */
export const isTokenOfContact = (token: string, contactUid: string, key: Uint8Array): boolean =>
  verifyUnsubscribeToken(token, { contact: contactUid, list: everything }, key)
