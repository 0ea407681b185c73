import type { z } from 'zod'
import type { emailAccountSignInOutcome } from '#shared/contract/email-accounts.ts'

/** How a sign-in ended. */
export type SignInEnd = z.output<typeof emailAccountSignInOutcome>['result']

/** What the owner's browser says in the end, in one language. */
export interface SignInWords {
  /** As in the `lang` of a page. */
  readonly language: string
  readonly ends: Readonly<Record<SignInEnd, { readonly title: string; readonly text: string }>>
}
