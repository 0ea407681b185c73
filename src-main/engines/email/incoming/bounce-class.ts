/**
 * What a bounce means for the address: `hard`, it does not exist; `soft`, it may work again;
 * `policy`, the receiver did not want this mail or this sender; `delayed`, still being tried.
 */
export type BounceClass = 'hard' | 'soft' | 'policy' | 'delayed'

/** What a bounce says about one recipient. */
export interface BouncedRecipient {
  /** As it is compared; null when the bounce names none. */
  readonly address: string | null
  readonly class: BounceClass
  /** Enhanced status code; empty when there is none. */
  readonly status: string
}

/** What a server said about one recipient. */
export interface Refusal {
  /** Enhanced status code (RFC 3463) such as `5.1.1`; empty when there is none. */
  readonly status: string
  /** Its reply in words. */
  readonly words: string
}

// What servers say when it is the mail or its sender that they refuse, whatever their code says.
const policyWords =
  /\bspam|blocked|block ?list|blacklist|black list|spamhaus|spamcop|\brbl\b|dnsbl|reputation|\bpolic(?:y|ies)\b|dmarc|\bspf\b|\bdkim\b|not authori[sz]ed|unauthori[sz]ed|access denied by|relay(?:ing)? (?:access )?denied|not permitted to relay|unable to relay|content rejected|virus|rate limit|too many (?!hops|messages (?:on|in) )|mail at a rate|too (?:fast|quickly)|not rfc|reverse dns|\bptr\b|sender (?:address )?(?:rejected|denied|verif)|banned|refused due to|recipient preferences|prohibited|administrative prohibition|administratively denied|not allowed to send|not accepting (?:e-?mail|mail|messages?) (?:with|from)|white-?list/iu
/** Of these none is said of a recipient, whatever is unknown beside them. */
const senderWords =
  /\bmail from\b|\bfrom (?:address|header|field)\b|return[ -]path|\b(?:helo|ehlo)\b|\bspf\b|dmarc|relay(?:ing)? (?:access )?(?:denied|not (?:permitted|allowed)|prohibited|forbidden)|administrative prohibition|\bverify (?:the )?sender\b|\bsender(?:'s)?(?: e-?mail)?(?: address| domain)?:? (?:<[^<>]*> |\S{1,64}@\S{1,253} )?(?:is |was |could not be |has been )?(?:rejected|denied|refused|verif|not (?:found|valid|verified|known|exist)|does ?n[o']t exist|unknown|invalid|must exist)|\b(?:domain|address|verification|existence) of (?:the )?sender\b|\bunknown sender\b|\binvalid sender\b/iu
const unknownWords =
  /(?:user|recipient|mailbox|address|account|addressee|destination)\b(?:[^.;\n]|\.(?=\S)){0,60}\b(?:unknown|not found|not exist|no longer|does ?n[o']t exist|not listed|invalid|inactive|disabled|deactivated|suspended|not known|not valid|is unavailable and|rejected: user)|not an? (?:known|valid|registered|active|existing) (?:local )?(?:user|recipient|mailbox|address|account)|no such (?:user|recipient|mailbox|address|person|account|local user)|(?:unknown|invalid|bad|nonexistent|non-existent|deactivated|disabled|inactive)[ _-](?:local |final delivery )?(?:user(?:id)?|recipient|mailbox|address|account|destination)|user (?:is )?unknown|no (?:mail ?box|user|account) (?:here )?by that name|isn't (?:a )?(?:valid|listed)|unrouteable address|(?:host|domain)(?: or domain name)? (?:not found|unknown)|no such (?:host|domain)|unknown (?:or illegal )?(?:user|host|domain|recipient)|does(?:n't| not) have an? [^\n]{0,60}account|does not exist|not recogni[sz]ed|domain (?:name )?(?:not found|does not exist)|no mail ?box (?:here|available for)|not our customer|unknown address|this account has been disabled|delivery to the following recipients? failed permanently[^]*does not exist/iu
/** The same in German, French, Spanish, Italian and Chinese. */
const unknownElsewhere =
  /(?:benutzer|empfänger|postfach|adresse|konto)\b[^.;\n]{0,60}(?:existiert nicht|unbekannt|nicht gefunden)|unbekannter (?:benutzer|empfänger)|n['’]existe (?:pas|plus)|(?:usuario|buzón|cuenta|dirección|destinatario)\b[^.;\n]{0,60}\bno existe|(?:utente|casella|indirizzo|destinatario)\b[^.;\n]{0,60}(?:inesistente|non esiste|sconosciuto)|(?:用户|收件人|邮箱|地址|帐号|账号)[^。；\n]{0,20}不存在/iu
const senderElsewhere = /absender|expéditeur|remitente|mittente|发件人|发送者/iu
const fullWords =
  /\bover ?quota|quota (?:is )?exceeded|exceed(?:ed|s|ing)? (?:the |its |storage )?(?:quota|limit|storage)|mail ?(?:box|folder) (?:is )?full|mail ?box space|mailbox size|not enough (?:storage|space)|insufficient (?:system )?storage|out of storage|disk (?:quota|full)|too (?:large|big)|message size|size limit|too many messages (?:on|in) |exceeded (?:its|the|their) (?:disk|storage)/iu
const timeWords =
  /timed? ?out|temporar|try again|deferred|greylist|gr[ae]y-?list|connection refused|could not connect|retry time|delivery time expired|too long in (?:the )?queue|unable to deliver (?:it )?for|not responding|resources temporarily|too many hops|\bloop/iu
/** A fault of the reporting machine or of the names it asks for, under the code of an address. */
const localWords =
  /x-unix;|procmail|malformed or unexpected name server reply|temporar|couldn't create|try again/iu
/** An address that is not there, under the code of a refusal: old Gmail, qmail's badrcptto. */
const plainlyUnknown =
  /\bno such (?:user|recipient|mailbox)\b|\bunknown (?:user|recipient)\b|\bno mailbox found\b|\b(?:user|recipient|mail-?box) (?:unknown|not found)\b(?! (?:in|on) )/iu
const ofSender = /\bsender|\bfrom\b|envelope|return-?path|permi|authori[sz]/iu
/** `5.4.x` of loops, time-outs and crowded networks speaks of the way, not of the address. */
const wayStatus = /^5\.4\.(?:3|5|6|7|14|316)$/u

/** Judges what a server said; `soft` whenever it is not sure. */
export const classOf = (refusal: Refusal): Exclude<BounceClass, 'delayed'> => {
  if (refusal.status.startsWith('4')) return 'soft'
  const status = closestStatus(refusal)
  if (status.startsWith('4')) return 'soft'
  const judged = classOfStatus(status)
  if (judged === 'policy') return classOfRefused(status, refusal.words)
  if (judged !== 'hard') return judged ?? classOfWords(refusal.words)
  // Many a server gives the code of an unknown user to what it took for spam.
  if (isPolicy(refusal.words)) return 'policy'
  // And to a mail that is too large.
  return localWords.test(refusal.words) || fullWords.test(refusal.words) ? 'soft' : 'hard'
}

const isTelling = (status: string): boolean => /^[45]\.(?!0\.0$)\d{1,3}\.\d{1,3}$/u.test(status)

/** Who looks up the sender and does not find it speaks of an unknown address as well: not of ours. */
const isPolicy = (words: string): boolean =>
  senderWords.test(words) || (policyWords.test(words) && !isUnknown(words))

const isUnknown = (words: string): boolean =>
  unknownWords.test(words) || (unknownElsewhere.test(words) && !senderElsewhere.test(words))

/** For `5.7.x`, under which some also put addresses that are not there, and mailboxes that are full. */
const classOfRefused = (status: string, words: string): 'hard' | 'soft' | 'policy' => {
  if (!/^5\.7\.[01]$/u.test(status) || policyWords.test(words) || senderWords.test(words))
    return 'policy'
  if (fullWords.test(words)) return 'soft'
  return plainlyUnknown.test(words) && !ofSender.test(words) ? 'hard' : 'policy'
}

const classOfStatus = (status: string): Exclude<BounceClass, 'delayed'> | null => {
  const [, subject = '', detail = ''] = status.split('.')
  if (subject === '7') return 'policy'
  // The sender's own address is at fault.
  if (subject === '1' && (detail === '7' || detail === '8')) return 'policy'
  if (subject === '1' && detail !== '0') return 'hard'
  if (status === '5.2.1') return 'hard'
  if (subject === '4' && detail !== '0') return wayStatus.test(status) ? 'soft' : 'hard'
  if (subject === '2' && detail !== '0') return 'soft'
  if (subject === '3' && detail !== '0') return 'soft'
  return null
}

/** For codes that say nothing, and for servers that gave none. */
const classOfWords = (words: string): Exclude<BounceClass, 'delayed'> => {
  if (fullWords.test(words)) return 'soft'
  if (isPolicy(words)) return 'policy'
  if (timeWords.test(words)) return 'soft'
  return isUnknown(words) ? 'hard' : 'soft'
}

/** What the refusing server itself wrote counts for more than the code of who reports it. */
const closestStatus = ({ status, words }: Refusal): string => {
  const written = [
    ...words.matchAll(/(?:^|[\s#(<['-])([45]\.\d{1,3}\.\d{1,3})(?=$|[\s)>\]:;,-])/gu),
  ]
    .map((match) => match[1] ?? '')
    .filter(isTelling)
  const policy = written.find((code) => code.startsWith('5.7.'))
  if (policy !== undefined) return policy
  const [first] = written
  if (first !== undefined) return first
  if (isTelling(status)) return status
  return /\b4\d\d[ -]/u.test(words) && !/\b5\d\d[ -]/u.test(words) ? '4.0.1' : ''
}
