import { isRoleAddress, parseEmail } from '#shared/domain/email-address.ts'

/** Programs, lists and addresses that were made for one mail. */
const machines = [
  /(?:^|[._+-])(?:no|do[._-]?not|don[._-]?t|never)[._-]?(?:reply|respond|answer)/u,
  /(?:^|[._+-])(?:auto|mail)-?(?:reply|responder|confirm|daemon|er|bot|robot|system)(?:$|[._+-])/u,
  /(?:^|[._+-])(?:alerts?|bounces?|daemon|digest|kundenservice|kundendienst|notifications?|notify|replies|reports?|robot|subscribe|unsubscribe|updates?)(?:$|[._+-])/u,
  /-(?:request|owner|bounces|join|leave|subscribe|unsubscribe|list)$/u,
  /^(?:reply|msg|message|comment|case|ticket|incoming|inbox|parse|upload|import|dropbox)[+_-]/u,
]

/** Domains of lists, of shops that pass mails on, and of programs that read what is sent to them. */
const passingOn =
  /(?:^|\.)(?:lists?|listserv|mailman|groups|googlegroups\.com|groups\.io|freelists\.org|yahoogroups\.com|marketplace\.[a-z.]+|members\.ebay\.[a-z.]+|guest\.booking\.com|guest\.airbnb\.com|reply\.[a-z0-9.-]+|inbound\.[a-z0-9.-]+|bounces?\.[a-z0-9.-]+|craigslist\.org|privaterelay\.appleid\.com|users\.noreply\.github\.com)$/u
const listDomain = /^(?:lists?|listserv|mailman|groups|reply|inbound|bounces?|noreply)\./u

/** Whether an address may be a person's: no role, no list, nothing a program reads or made up. */
export const isPersonAddress = (raw: string): boolean => {
  const address = parseEmail(raw)
  if (address === null || isRoleAddress(address)) return false
  const { localPart, domain } = address
  if (passingOn.test(domain) || listDomain.test(domain)) return false
  return !isMadeUp(localPart) && !machines.some((pattern) => pattern.test(localPart))
}

/** Long, and with more figures than names have: `a8f3e91c0b7d4e55b2…`. */
const isMadeUp = (localPart: string): boolean => {
  const figures = localPart.replace(/[^0-9]/gu, '').length
  return localPart.length > 40 || (localPart.length >= 20 && figures >= 6)
}
