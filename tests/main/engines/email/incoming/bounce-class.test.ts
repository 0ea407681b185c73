import { expect, test } from 'vitest'
import { type BounceClass, classOf } from '#main/engines/email/incoming/bounce-class.ts'

const said: readonly (readonly [status: string, words: string, judged: BounceClass])[] = [
  ['', '550 "ana@example.com" is not a known user', 'hard'],
  ['', '550-<ana@example.com> is not a known user on this system', 'hard'],
  ['', '550 BAD_RECIPIENT - see https://mail.example.com', 'hard'],
  // An address that is not there, under the code of a refusal.
  ['5.7.1', '550 5.7.1 No such user c18si2365148hub', 'hard'],
  ['5.0.0', '553 sorry, badrcptto(user mail-box not found) (#5.7.1)', 'hard'],
  // The same words, but of the sender, of a rule or of spam.
  ['5.7.1', '550 5.7.1 Sender unknown: no such user', 'policy'],
  ['5.7.1', '550 5.7.1 You have no permission: recipient not found in the list', 'policy'],
  ['5.7.1', '550 5.7.1 No such user here, or blocked as spam', 'policy'],
  ['5.7.26', '550 5.7.26 user unknown', 'policy'],
  // Callouts: what is unknown there is the address that sent the mail.
  [
    '',
    '550-Verification failed for <nora@hale.example> 550-No Such User Here 550 Sender verify failed',
    'policy',
  ],
  ['5.1.1', '550 5.1.1 Sender address rejected: user unknown', 'policy'],
  ['', '501 Domain of sender address nora@hale.example does not exist', 'policy'],
  ['', '550 Unknown sender: address does not exist', 'policy'],
  ['', '550 Absenderadresse unbekannt', 'soft'],
  ['', '550 Empfänger existiert nicht', 'hard'],
  ['', "L'adresse de messagerie référencée ci-dessus n'existe pas.", 'hard'],
  ['', '550 用户不存在', 'hard'],
  ['', 'User m.stein (max@example.com) not listed in Domino Directory', 'hard'],
  ['', '551 <max@example.com> is a deactivated mailbox', 'hard'],
  // A full mailbox, or a mail too large for it, under another code.
  ['5.1.1', '550 RCPT TO:<ana@example.com> max message size exceeded', 'soft'],
  ['5.7.0', 'The recipient mailbox has exceeded its disk space limit.', 'soft'],
  ['', '550 <ana@example.com> User has too many messages on the server.', 'soft'],
  ['', '550 Too many messages from your address', 'policy'],
  ['', '554 Too many hops 26 (25 max)', 'soft'],
  ['', '550 Your sender address nora@hale.example does not exist', 'policy'],
  ['', '550 cannot verify sender: no such user', 'policy'],
  ['', '550 relay not permitted: user unknown to us', 'policy'],
  ['', '550 Return path does not exist', 'policy'],
  ['', '550 Mail from unknown host rejected', 'policy'],
  ['', '501 Invalid address syntax of MAIL FROM', 'policy'],
  ['', '550 Invalid address in From header', 'policy'],
  ['', '550 SPF: domain does not exist', 'policy'],
  ['', '550 Administrative prohibition - unknown user policy', 'policy'],
  ['5.7.1', '550 5.7.1 Recipient not found in allowed list', 'policy'],
  // Postfix says so of a domain it passes mail on for.
  ['5.1.1', '550 5.1.1 User unknown in relay recipient table', 'hard'],
  ['', '550 Recipient address rejected: User unknown in relay recipient table', 'hard'],
  ['', '554 email rejected due to security policies', 'policy'],
  ['', '550 192.0.2.7 is not allowed to send mail from hale.example', 'policy'],
  ['', '550 Requested action not taken: mailbox unavailable', 'soft'],
]

test.each(said)('%s, %s: %s', (status, words, judged) => {
  expect(classOf({ status, words })).toBe(judged)
})
