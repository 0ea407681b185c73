/** Words that ask for no more mail when they stand alone, without what is said out of politeness. */
const bareWords = new Set([
  'stop',
  'stopp',
  'stop it',
  'stop now',
  'unsubscribe',
  'unsubscribe me',
  'unsubscribe us',
  'opt out',
  'opt-out',
  'optout',
  'opt me out',
  'remove me',
  'stop mail',
  'stop mails',
  'stop email',
  'stop emails',
  'stop e-mails',
  'no more mail',
  'no more mails',
  'no more email',
  'no more emails',
  'no more e-mails',
  'abmelden',
  'mich abmelden',
  'abbestellen',
  'austragen',
  'mich austragen',
  'stoppen',
  'désinscription',
  'désinscrire',
  'me désinscrire',
  'désinscrivez-moi',
  'désabonner',
  'me désabonner',
  'désabonnez-moi',
  'cancelar suscripción',
  'darme de baja',
  'dame de baja',
  'deme de baja',
  'denme de baja',
  'baja',
  'cancelar subscrição',
  'cancelar assinatura',
  'sair',
  'descadastrar',
  'me descadastre',
  'descadastre-me',
  'disiscrivimi',
  'disiscrivetemi',
  'mi disiscriva',
  'cancellami',
  'cancellatemi',
  'uitschrijven',
  'afmelden',
  'отписаться',
  '退订',
  '退訂',
  '退订邮件',
  '取消订阅',
  '取消訂閱',
  'td',
  '配信停止',
  '수신거부',
])

const englishMail =
  '(?: (?:any|more|any more|further|these|those|your|all|all these|such|other|this|marketing|commercial|promotional|unwanted|unsolicited|daily|weekly)){0,3} (?:e-?mails?|mails?|messages?|newsletters?|mailings?|spam|offers?|ads|advertising)'
const englishEnd =
  '(?: (?:any ?more|again|ever again|immediately|at once|right now|now|from now on))?'
const germanMail =
  '(?:keine|nie wieder)(?: (?:weiteren|solchen|solche|ihrer|deiner|eurer)){0,2} (?:e-?mails?|mails?|nachrichten|newsletter|werbung|post)(?: mehr)?'
const spanishMail =
  '(?:más |mas |sus |tus |estos |vuestros |nuevos ){0,2}(?:correos?(?: electrónicos?)?|e-?mails?|mails?|mensajes|publicidad|boletines)'
const frenchMail =
  "(?:de |d['’]|des |vos |tes |ces |aucun |aucuns ){0,2}(?:e-?mails?|mails?|courriels?|messages?|newsletters?|pub|publicité)"
const italianMail =
  '(?:altre |più |le (?:sue|tue|vostre) |queste |altri |i (?:suoi|tuoi|vostri) ){0,2}(?:e-?mail|mail|messaggi|newsletter|pubblicità)'
const portugueseMail =
  '(?:mais |os |seus |os seus |estes |esses ){0,2}(?:e-?mails?|mails?|mensagens|correios|publicidade|newsletters?)'
const chineseMail =
  '(?:这些|这种|此类|这样的|任何|你们的|您的|你的|垃圾|广告|推广|营销|宣传|這些|這種|廣告|推廣|電子|电子){0,3}(?:邮件|郵件|信件|信息|消息|广告|廣告|短信|电邮|信)'

/** A whole sentence that asks for no more mail, lower case, without politeness around it. */
const sentences: readonly RegExp[] = [
  // English
  new RegExp(
    `^(?:(?:could|can|would|will) you )?(?:please |just |kindly ){0,2}(?:stop|quit|cease) (?:sending|mailing|e-?mailing)(?: (?:me|us))?${englishMail}(?: to (?:me|us))?${englishEnd}$`,
    'u',
  ),
  new RegExp(
    `^(?:(?:could|can|would|will) you )?(?:please |just |kindly ){0,2}(?:stop|quit|cease) (?:e-?mailing|mailing|writing|writing to|contacting|messaging|spamming) (?:me|us)${englishEnd}$`,
    'u',
  ),
  new RegExp(
    `^stop (?:all )?(?:these|those|your|the) (?:e-?mails|mails|newsletters|mailings)${englishEnd}$`,
    'u',
  ),
  new RegExp(
    `^(?:do not|don['’]t|never)(?: ever)? (?:send (?:me|us)${englishMail}|send${englishMail} to (?:me|us)|(?:e-?mail|mail|write|write to|contact|message) (?:me|us))(?: (?:any ?more|again|ever again))$`,
    'u',
  ),
  /^(?:do not|don['’]t) send (?:me|us) (?:any more|any further|more|any) (?:e-?mails?|mails?|messages|newsletters?)$/u,
  /^(?:i |we )?(?:no longer (?:want|wish)|do not (?:want|wish)|don['’]t (?:want|wish)) (?:to (?:receive|get) )?(?:any |more |any more |further |these |your |such ){0,2}(?:e-?mails?|mails?|messages|newsletters?|mailings?)(?: from (?:you|your company))?(?: any ?more)?$/u,
  /^no (?:more|further) (?:e-?mails?|mails?|messages|newsletters?)(?: from you)?$/u,
  /^(?:(?:could|can|would) you )?(?:please )?(?:unsubscribe|remove|take|delete|opt) (?:me|us|my (?:e-?mail )?address)(?: out)?(?: (?:from|off|of|out of))? (?:this|your|the|all|all your|any) (?:mailing |e-?mail |mail |distribution |newsletter ){0,2}(?:lists?|newsletters?|e-?mails?|mailings?)$/u,
  /^(?:i (?:want|wish|would like|['’]d like) to|i['’]d like to|let me) (?:unsubscribe|opt out|be (?:unsubscribed|removed from (?:this|your|the) (?:mailing )?list))$/u,
  /^(?:unsubscribe|opt[ -]out) from (?:this|your|the|all)(?: mailing)? (?:list|newsletter|e-?mails|mails)$/u,
  // German
  new RegExp(
    `^(?:schicken|senden|schreiben) sie (?:mir|uns)(?: bitte)?(?: ab sofort| künftig| in zukunft)? ${germanMail}$`,
    'u',
  ),
  new RegExp(
    `^(?:schick|schicke|sende|schreib|schreibe|schickt|sendet)(?: (?:mir|uns))(?: bitte)? ${germanMail}$`,
    'u',
  ),
  new RegExp(
    `^(?:ich|wir) (?:möchte|möchten|will|wollen|wünsche|wünschen) (?:von ihnen |ab sofort )?${germanMail}(?: von (?:ihnen|dir|euch))?(?: (?:erhalten|bekommen|haben))?$`,
    'u',
  ),
  new RegExp(`^${germanMail}(?: (?:schicken|senden|an mich|von ihnen))?$`, 'u'),
  /^(?:hören sie|hör) (?:bitte )?auf,? mir (?:e-?mails? |mails |nachrichten )?zu (?:schreiben|schicken|senden|mailen)$/u,
  /^(?:nehmen|löschen|streichen|entfernen|tragen) sie mich (?:bitte )?(?:aus|von) (?:ihrem|dem|ihrer|der|diesem) (?:e-?mail-?|mail-?|newsletter-?)?(?:verteiler|liste|verteilerliste)(?: aus)?$/u,
  /^(?:mich )?(?:aus|von) (?:dem|ihrem|der|ihrer) (?:verteiler|liste|verteilerliste|e-?mail-verteiler) (?:nehmen|löschen|streichen|entfernen|austragen)$/u,
  /^(?:melden|tragen) sie mich (?:bitte )?(?:ab|aus|vom newsletter ab)$/u,
  /^(?:den )?newsletter (?:abbestellen|abmelden|kündigen)$/u,
  // Spanish
  new RegExp(
    `^no (?:me|nos) (?:envíes?|envíen|envie|envien|mandes?|manden|mande) (?:más|mas|${spanishMail})$`,
    'u',
  ),
  /^no (?:me|nos) (?:escribas?|escriban|escriba) (?:más|mas)$/u,
  new RegExp(
    `^(?:deje|deja|dejen|pare|paren) de (?:enviarme|mandarme|enviarnos) ${spanishMail}$`,
    'u',
  ),
  /^(?:deje|deja|dejen) de escribirme$/u,
  new RegExp(
    `^(?:ya )?no (?:quiero|deseo)(?: seguir)?(?: recibir| recibiendo)? ${spanishMail}$`,
    'u',
  ),
  /^(?:quiero|quisiera|deseo) (?:darme|que me den) de baja$/u,
  /^(?:bórrame|bórreme|elimíname|elimíneme|quíteme|quítame|sáqueme|sácame) de (?:la|su|tu|esta|vuestra) lista(?: de correos?)?$/u,
  // French
  new RegExp(`^(?:arrêtez|arrête|cessez) de m['’]envoyer ${frenchMail}$`, 'u'),
  /^(?:arrêtez|arrête|cessez) de m['’]écrire$/u,
  new RegExp(
    `^(?:(?:merci )?de )?ne (?:plus m['’]envoyer|m['’]envoyez plus|m['’]envoie plus) ${frenchMail}$`,
    'u',
  ),
  /^(?:(?:merci )?de )?ne (?:plus m['’]écrire|m['’]écrivez plus|m['’]écris plus)$/u,
  new RegExp(
    `^je ne (?:souhaite|veux|désire) plus (?:recevoir )?${frenchMail}(?: de votre part)?$`,
    'u',
  ),
  new RegExp(`^plus (?:de |d['’])(?:e-?mails?|mails?|courriels?)$`, 'u'),
  /^(?:veuillez|(?:merci )?de|pouvez-vous|pourriez-vous|je souhaite|je veux|je voudrais) (?:bien )?me (?:désinscrire|désabonner|retirer)(?: de (?:la|votre|cette) (?:liste|newsletter)(?: de diffusion)?)?$/u,
  /^(?:désinscrivez|désabonnez|retirez|enlevez|supprimez)-moi de (?:la|votre|cette) (?:liste|newsletter)(?: de diffusion)?$/u,
  // Italian
  new RegExp(
    `^non (?:mandarmi|mandatemi|inviarmi|inviatemi|mi mandi|mi invii|mi mandate|mi inviate) più ${italianMail}$`,
    'u',
  ),
  /^non (?:scrivermi|scrivetemi|mi scriva|mi scrivere|mi scrivete) più$/u,
  new RegExp(
    `^(?:smetta|smettila|smettetela|smetti|smettete) di (?:mandarmi|inviarmi) ${italianMail}$`,
    'u',
  ),
  /^(?:smetta|smettila|smettetela|smetti|smettete) di scrivermi$/u,
  /^basta (?:e-?mail|mail|messaggi)$/u,
  new RegExp(`^non (?:voglio|desidero|vorrei) più (?:ricevere )?${italianMail}$`, 'u'),
  /^(?:cancellami|cancellatemi|mi cancelli|toglimi|toglietemi|mi tolga|rimuovimi|rimuovetemi) (?:dalla|da questa|dalla vostra|dalla sua) lista$/u,
  /^(?:vorrei|voglio|desidero) disiscrivermi$/u,
  // Portuguese
  new RegExp(
    `^(?:pare|parem|para) de (?:me (?:enviar|mandar)|enviar-me|mandar-me) ${portugueseMail}$`,
    'u',
  ),
  new RegExp(`^não me (?:envie|enviem|envies|mande|mandem|mandes) ${portugueseMail}$`, 'u'),
  /^não me (?:escreva|escrevam|escrevas) mais$/u,
  new RegExp(`^(?:já )?não (?:quero|desejo) (?:mais )?receber ${portugueseMail}$`, 'u'),
  /^(?:remova-me|removam-me|me remova|retire-me|me retire|tire-me|me tire) (?:da|desta|dessa|da sua|da vossa) lista(?: de e-?mails?)?$/u,
  /^(?:quero|gostaria de) (?:me descadastrar|descadastrar-me|cancelar (?:a|minha) (?:inscrição|subscrição))$/u,
  // Chinese
  new RegExp(
    `^(?:您|你|你们)?(?:以后|今后|今後|以後)?(?:都|也)?(?:不要|别|勿|停止|別|不用)(?:再)?(?:给我|給我|向我|给我们)(?:发送|發送|发|發|寄送|寄)(?:${chineseMail})?(?:给我)?(?:了|啦)?$`,
    'u',
  ),
  new RegExp(
    `^(?:以后)?(?:不要|别|勿|停止|別)(?:再)?(?:发送|發送|发|發|寄送|寄)${chineseMail}(?:给我|給我)?(?:了|啦)?$`,
    'u',
  ),
  /^(?:以后)?(?:不要|别|別|勿)再(?:发|發|寄|发送)(?:过来|來|来)?(?:给我|給我)?(?:了|啦)?$/u,
  new RegExp(
    `^(?:我|我们)?(?:以后)?(?:不想|不希望|不愿|不願|不愿意)(?:再)?(?:收到|接收|收)${chineseMail}(?:了|啦)?$`,
    'u',
  ),
  /^(?:我)?(?:想|要|想要|需要|帮我|幫我|给我|帮忙|替我|申请){1,2}(?:退订|退訂|取消订阅|取消訂閱)(?:邮件|郵件)?(?:一下|了|吧)?$/u,
  /^(?:退订|退訂|取消订阅|取消訂閱)(?:一下|吧|所有邮件|此邮件|邮件)$/u,
  /^(?:把|将)我(?:的邮箱|的地址)?从(?:你们的|您的|你的)?(?:邮件列表|邮件名单|名单|列表|群发名单)(?:里|中|上)?(?:移除|删除|删掉|去掉|移出)$/u,
]

const politeness =
  "(?:please|pls|plz|kindly|thanks|thank you|thx|many thanks|thanks a lot|thank you very much|cheers|bitte|danke|vielen dank|danke schön|por favor|gracias|muchas gracias|merci|merci beaucoup|merci d['’]avance|svp|s['’]il (?:vous|te) pla[iî]t|grazie|grazie mille|per favore|per cortesia|obrigad[oa]|谢谢|謝謝|多谢|谢谢您|谢谢你|拜托|麻烦您|麻烦你|麻烦|请您|请你|请|請您|請)"
const politeStart = new RegExp(`^${politeness}(?:[\\s,，!！.。]+|(?<=[\\u4e00-\\u9fff]))`, 'u')
const politeEnd = new RegExp(`(?:[\\s,，!！.。;；]+|(?<=[\\u4e00-\\u9fff]))${politeness}$`, 'u')

const greetingWords =
  '(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|moin|servus|liebe[rs]?|sehr geehrte[rs]?|hola|buenos días|buenas tardes|buenas|estimad[oa]s?|querid[oa]s?|bonjour|bonsoir|salut|chère?|madame|monsieur|ciao|salve|buongiorno|buonasera|gentile|car[oa]|olá|bom dia|boa tarde|prezad[oa]s?)'
const names = "(?: [\\p{L}.'’-]{1,30}){0,4}"
const greetings: readonly RegExp[] = [
  new RegExp(`^${greetingWords}${names}[ ,!:.，！：-]*$`, 'iu'),
  /^.{0,12}(?:你好|您好|早上好|下午好|晚上好)[，,!！:：。~]*$/u,
  /^(?:尊敬的|亲爱的|親愛的).{1,12}[，,!！:：。]?$/u,
  /^\p{Lu}[\p{L}.'’-]{1,30}(?: \p{Lu}[\p{L}.'’-]{0,30}){0,2},$/u,
]
const greetingsBefore: readonly RegExp[] = [
  new RegExp(`^${greetingWords}${names}[,!，！] ?`, 'iu'),
  /^.{0,12}(?:你好|您好)[，,!！:：。] ?/u,
]

const maxLine = 160
/** Longer than any of the words with all that politeness adds. */
const maxBare = 70

/**
 * Whether the own text of an answer begins by asking for no more mail: a word like STOP alone on the
 * first line, or a short sentence that says so outright. What else somebody may be asked to stop
 * counts for nothing, and nor does a request that stands further below.
 */
export const asksToStop = (own: string): boolean => {
  if (!requestStems.test(own.slice(0, 4 * maxLine).normalize('NFKC'))) return false
  const lines = own.split('\n', 40).map((line) => line.trim())
  const at = lines.findIndex((line) => line !== '')
  if (at === -1) return false
  if (isAsking(lines, at)) return true
  if (!isGreeting(lines[at] ?? '')) return false
  const next = lines.findIndex((line, index) => index > at && line !== '')
  return next !== -1 && isAsking(lines, next)
}

/** One of these is in each word and sentence that asks; most mails need no further look. */
const requestStems =
  /stop|quit|cease|unsub|\bopt|remove|delete|\btake\b|\bno\b|\bnot\b|n['’]t\b|never|\babm|abbest|austrag|\bmich\b|\bmir\b|\buns\b|newsletter|keine|nie wieder|verteiler|désin|désab|\bplus\b|arr[eê]t|cesse|retir|enlev|suppr|cancel|\bbaja\b|\bde?je|\bpare|\bpara\b|b[oó]rr|elim|qu[ií]t|s[aá]qu|s[aá]ca|\bnon\b|smett|basta|togl|disiscr|\bcanc|tolga|rimu|\bsair\b|descad|\bnão\b|\btire|\btir[ea]-|remov|inscri|subscri|uitschr|afmeld|отпис|退|\btd\b|订阅|訂閱|停|수신|不|别|別|勿|把|将/iu

/** One of these is in every sentence as well. */
const stems =
  /mail|message|newsletter|spam|offer|\bads?\b|advert|list|unsub|remove|\bopt|writ|contact|nachricht|werbung|\bpost\b|verteiler|melden|tragen|schreib|baja|\bm[aá]s$|correo|mensaj|publici|boletin|escrib|courriel|\bpub\b|écri|désin|désab|retir|scriv|messagg|escrev|mensag|correio|cadastr|inscri|邮|郵|信|消息|短信|广告|廣告|发|發|寄|退订|退訂|订阅|訂閱|名单|列表/u

const isGreeting = (line: string): boolean =>
  line.length <= 60 && greetings.some((form) => form.test(line))

const isAsking = (lines: readonly string[], at: number): boolean => {
  const line = tidy(lines[at] ?? '')
  if (line.length > maxLine) return false
  if (isBare(line)) return true
  const after = greetingsBefore.reduce((rest, form) => rest.replace(form, ''), line)
  if (after !== line && isBare(after)) return true
  // A sentence may have been folded, or end with its line.
  const next = lines[at + 1] ?? ''
  const folded = next === '' || endsHere(next) ? after : `${after} ${tidy(next)}`
  return [...new Set([folded, ...(/[.!。！]$/u.test(line) ? [after] : [])])].some(beginsAsking)
}

const tidy = (line: string): string =>
  line
    .normalize('NFKC')
    .replace(/^["'“”「」『』*\s]+|["'“”「」『』*\s]+$/gu, '')
    .replace(/\s+/gu, ' ')
    .toLowerCase()

/** Thanks, a name or a signature: the sentence before it is over. */
const endsHere = (line: string): boolean =>
  line.length < 40 &&
  (/^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}[,.!]?$/u.test(line) ||
    /^(?:[-–—]|thank|many thanks|regards|best|cheers|sent from|mit freundlichen|viele grüße|danke|gracias|saludos|merci|cordialement|grazie|saluti|cordiali|obrigad|atenciosamente|谢谢|此致|发自)/iu.test(
      line,
    ))

const withoutEnd = (text: string): string => text.replace(/[\s.!。！,，;；]+$/u, '')

const polished = (text: string): string => {
  let rest = withoutEnd(text)
  for (let n = 0; n < 4; n++) {
    const shorter = withoutEnd(rest.replace(politeStart, '').replace(politeEnd, ''))
    if (shorter === rest || shorter === '') break
    rest = shorter
  }
  return rest
}

/** A word alone, polite or not, perhaps said more than once. */
const isBare = (line: string): boolean => {
  if (line.length > maxBare) return false
  const words = polished(line)
  if (bareWords.has(words)) return true
  const parts = words.split(/[\s.!。！,，]+/u)
  return parts.length > 1 && new Set(parts).size === 1 && bareWords.has(parts[0] ?? '')
}

/** Its first sentence asks outright; what follows says why. */
const beginsAsking = (text: string): boolean => {
  if (isSentence(text)) return true
  const first = /^[^.!。！?？]{2,150}(?=[.!。！](?:\s|$|[\u4e00-\u9fff]))/u.exec(text)?.[0]
  return first !== undefined && isSentence(first)
}

const isSentence = (text: string): boolean => {
  if (!stems.test(text)) return false
  const words = polished(text)
  return sentences.some((form) => form.test(words))
}
