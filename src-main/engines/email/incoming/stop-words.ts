/** A text as it is compared: lower case and without accents, which many leave out. */
export const folded = (text: string): string => {
  const lower = text.toLowerCase()
  if (!/[\u0080-\uffff]/u.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/[|\n]/u).map(folded))

/** Words that ask for no more mail when they stand alone, without what is said out of politeness. */
export const bareWords =
  setOf(`stop|stopp|stop it|stop now|unsubscribe|unsubscribe me|unsubscribe us|opt out|opt-out|optout
opt me out|remove me|remove us|delete me|take me off|take us off|leave me alone|leave us alone
stop mail|stop mails|stop email|stop emails|stop e-mails
no more mail|no more mails|no more email|no more emails|no more e-mails
abmelden|mich abmelden|abbestellen|austragen|mich austragen|stoppen
désinscription|désinscrire|me désinscrire|désinscrivez-moi|désabonner|me désabonner|désabonnez-moi
désabonnement|retirez-moi|supprimez-moi|laissez-moi tranquille
laissez-nous tranquilles|stop pub
cancelar suscripción|darme de baja|dame de baja|deme de baja|denme de baja|baja|dar de baja|elimínenme|elimíneme
elimíname|bórrenme|bórreme|bórrame|quítenme|desuscribir|desuscribirme|desuscríbanme|déjenme en paz
cancelar subscrição|cancelar assinatura|sair|descadastrar|me descadastre|descadastre-me|remova-me
removam-me|me remova|deixem-me em paz
disiscrivimi|disiscrivetemi|mi disiscriva|cancellami|cancellatemi|mi cancelli|rimuovimi|rimuovetemi
mi rimuova|disiscrizione|lasciatemi in pace
uitschrijven|afmelden|schrijf mij uit|schrijf me uit|meld mij af|verwijder mij|laat mij met rust
отписаться|退订|退訂|退订邮件|取消订阅|取消訂閱|td
配信停止|配信解除|登録解除|購読解除|수신거부`)

/** Words that may begin something else as well: they ask only where nothing but a name follows. */
export const weakWords = setOf(
  'remove|stop this|aufhören|arrêtez|arrête|arrêter|eliminar|smettetela|停止|停止发送|停止發送',
)

const englishMail =
  '(?: (?:any|more|any more|further|these|those|your|all|all these|such|other|this|marketing|commercial|promotional|unwanted|unsolicited|daily|weekly)){0,3} (?:e-?mails?|mails?|messages?|newsletters?|mailings?|spam|offers?|ads|advertising)'
const englishEnd =
  '(?: (?:any ?more|any longer|again|ever again|immediately|at once|right now|now|from now on))?'
const englishAsk = '(?:(?:could|can|would|will) you )?(?:please |just |kindly ){0,2}'
const englishList =
  '(?:this|your|the|all|all your|any|any of your) (?:mailing |e-?mail |mail |distribution |contact |newsletter |marketing ){0,2}(?:lists?|newsletters?|e-?mails?|mailings?|databases?)'
const germanMail =
  '(?:keinen?|nie wieder)(?: (?:weiteren|solchen|solche|ihrer|deiner|eurer)){0,2} (?:e-?mails?|mails?|nachrichten|newsletter|werbung|post)(?: mehr)?'
const germanList =
  '(?:ihrem|dem|ihrer|ihren|der|diesem|dieser) (?:e-?mail-?|mail-?|newsletter-?)?(?:verteiler|verteilern|liste|verteilerliste)'
const spanishMail =
  '(?:más |sus |tus |estos |vuestros |nuevos ){0,2}(?:correos?(?: electrónicos?)?|e-?mails?|mails?|mensajes|publicidad|boletines)'
const spanishList =
  '(?:la|su|tu|esta|vuestra|sus) listas?(?: de (?:correos?|contactos|distribución|envíos?))?'
const frenchMail =
  "(?:de |d['’ ]|des |vos |tes |ces |aucun |aucuns ){0,2}(?:e-?mails?|mails?|courriels?|messages?|newsletters?|pub|publicité)"
const frenchList =
  '(?:la|votre|cette|vos) (?:listes?|newsletters?|base)(?: de (?:diffusion|contacts?|données))?'
const italianMail =
  '(?:altre |più |le (?:sue|tue|vostre) |queste |altri |i (?:suoi|tuoi|vostri) ){0,2}(?:e-?mail|mail|messaggi|newsletter|pubblicità)'
const italianList = '(?:dalla|da questa|dalla vostra|dalla sua) (?:lista|mailing list|newsletter)'
const portugueseMail =
  '(?:mais |os |seus |os seus |estes |esses ){0,2}(?:e-?mails?|mails?|mensagens|correios|publicidade|newsletters?)'
const portugueseList = '(?:da|desta|dessa|da sua|da vossa) lista(?: de (?:e-?mails?|contactos))?'
const dutchMail = '(?:e-?mails?|mails?|mailtjes|berichten|nieuwsbrieven|reclame)'
const dutchList =
  '(?:uw|je|jullie|de|deze) (?:lijst|mailinglijst|mailinglist|maillijst|adressenlijst|bestand|nieuwsbrief)'
const chineseMail =
  '(?:这些|这种|此类|这样的|任何|你们的|您的|你的|垃圾|广告|推广|营销|宣传|這些|這種|廣告|推廣|電子|电子){0,3}(?:邮件|郵件|信件|信息|消息|广告|廣告|短信|电邮|信)'
const chineseList =
  '(?:你们的|您的|你的|你們的)?(?:邮件列表|邮件名单|郵件列表|郵件名單|名单|名單|列表|群发名单|通讯录)(?:里面|里|中|上|裡面|裡)?'
// Without the 请 of 请问, which is gone with what is said out of politeness.
const chineseAsk =
  '(?:[问問]?(?:能不能|能否|可否|可不可以|可以)(?:请|請|麻烦|麻煩)?(?:您|你们|你們|你)?)?(?:帮我|幫我|帮忙|幫忙)?'
const chineseEnd = '(?:掉)?(?:一下|吧)?(?:吗|嗎)?'
const japaneseEnd =
  '(?:(?:を|して|をして|し|したい|したいです|希望|希望します|を希望します)?(?:お願い(?:します|致します|いたします)?|ください|下さい)?)'

/** Whole sentences that ask for no more mail, without politeness around them. */
const forms: readonly string[] = [
  // English
  `${englishAsk}(?:stop|quit|cease) (?:sending|mailing|e-?mailing)(?: (?:me|us))?${englishMail}(?: to (?:me|us))?${englishEnd}`,
  `${englishAsk}(?:stop|quit|cease) (?:sending|mailing|e-?mailing)(?: (?:me|us))?(?: (?:this|these|those|this stuff|these things|stuff))(?: to (?:me|us))?${englishEnd}`,
  `${englishAsk}(?:stop|quit|cease) (?:e-?mailing|mailing|messaging|spamming|(?:writing|writing to|contacting|bothering|pestering|harassing|annoying) (?:me|us))(?: (?:me|us))?${englishEnd}`,
  `stop (?:all )?(?:these|those|your|the) (?:e-?mails|mails|newsletters|mailings)${englishEnd}`,
  `${englishAsk}(?:stop|cease) all (?:communications?|contact|correspondence|e-?mails?|mails?|mailings?)(?: (?:with|to) (?:me|us))?${englishEnd}`,
  `(?:do not|don['’]t|never)(?: ever)? (?:send (?:me|us)${englishMail}|send${englishMail} to (?:me|us)|(?:e-?mail|mail|write|write to|contact|message) (?:me|us))(?: (?:any ?more|any longer|again|ever again))`,
  `(?:do not|don['’]t) send (?:me|us) (?:any more|any further|more|any) (?:e-?mails?|mails?|messages|newsletters?)`,
  `(?:i |we )?(?:no longer (?:want|wish)|do not (?:want|wish)|don['’]t (?:want|wish)) (?:to (?:receive|get) )?(?:any |more |any more |further |these |your |such ){0,2}(?:e-?mails?|mails?|messages|newsletters?|mailings?)(?: from (?:you|your company))?(?: any ?more)?`,
  `no (?:more|further) (?:e-?mails?|mails?|messages|newsletters?)(?: from you)?`,
  `${englishAsk}(?:unsubscribe|remove|take|delete|opt) (?:me|us|my (?:name|e-?mail|(?:e-?mail )?address)|this (?:e-?mail )?address)(?: out)?(?: (?:from|off|of|out of))? ${englishList}${englishEnd}`,
  `${englishAsk}unsubscribe (?:my|this|our) (?:e-?mail|(?:e-?mail )?address)`,
  `${englishAsk}(?:remove|delete) my (?:e-?mail )?address${englishEnd}`,
  `${englishAsk}(?:unsubscribe|remove) (?:me|us) from (?:all|everything|your (?:company|business|contacts))${englishEnd}`,
  `(?:i (?:want|wish|would like|['’]d like) to|i['’]d like to|let me) (?:unsubscribe|opt out|be (?:unsubscribed|(?:removed from|taken off) (?:this|your|the) (?:mailing )?list)|stop receiving (?:these|your) (?:e-?mails|mails))`,
  `(?:unsubscribe|opt[ -]out) from (?:this|your|the|all)(?: mailing)? (?:list|newsletter|e-?mails|mails)`,
  `(?:please )?cancel my (?:newsletter|e-?mail|mailing list) subscription`,
  // German
  `(?:schicken|senden|schreiben) sie (?:mir|uns)(?: bitte)?(?: ab sofort| künftig| in zukunft)? ${germanMail}`,
  `(?:schick|schicke|sende|schreib|schreibe|schickt|sendet)(?: (?:mir|uns))(?: bitte)? ${germanMail}`,
  `(?:(?:ich|wir) )?(?:möchte|möchten|will|wollen|wünsche|wünschen) (?:von ihnen |ab sofort )?${germanMail}(?: von (?:ihnen|dir|euch))?(?: (?:erhalten|bekommen|haben))?`,
  `${germanMail}(?: (?:schicken|senden|an mich|von ihnen))?`,
  `(?:hören sie|hör|hört) (?:bitte )?auf,? (?:mir|uns) (?:e-?mails? |mails |nachrichten )?zu (?:schreiben|schicken|senden|mailen)`,
  `(?:schicken|senden|schreiben) sie (?:mir|uns)(?: bitte)? nichts mehr`,
  `(?:kontaktieren|kontaktiere|kontaktiert) (?:sie )?(?:mich|uns)(?: bitte)? (?:nicht|nie) (?:mehr|wieder)`,
  `(?:schreiben|schreib|schreibe|schreibt) (?:sie )?(?:mir|uns)(?: bitte)? (?:nicht|nie) (?:mehr|wieder)`,
  `schreiben sie (?:mich|uns)(?: bitte)? nicht (?:mehr|wieder) an`,
  `(?:lassen sie|lass|lasst) (?:mich|uns)(?: bitte)? in ruhe`,
  `(?:nehmen|löschen|streichen|entfernen|tragen) sie (?:mich|uns|meine (?:e-?mail-?)?adresse) (?:bitte )?(?:aus|von) ${germanList}(?: aus)?`,
  `(?:löschen|entfernen) sie (?:mich|meine (?:e-?mail-?)?adresse)`,
  `meine (?:e-?mail-?)?adresse (?:aus|von) ${germanList} (?:nehmen|löschen|streichen|entfernen)`,
  `meine (?:e-?mail-?)?adresse löschen`,
  `(?:mich )?(?:aus|von) (?:dem|ihrem|der|ihrer) (?:verteiler|liste|verteilerliste|e-?mail-verteiler) (?:nehmen|löschen|streichen|entfernen|austragen)`,
  `(?:melden|tragen) sie mich (?:bitte )?(?:ab|aus|vom newsletter ab)`,
  `(?:den )?newsletter (?:abbestellen|abmelden|kündigen)`,
  // Spanish
  `no (?:me|nos) (?:envíes?|envíen|mandes?|manden|mande) (?:más|${spanishMail})`,
  `no (?:me|nos) (?:escribas?|escriban|contactes?|contacten|molestes?|molesten) (?:más|nunca más)`,
  `no (?:vuelva|vuelvas|vuelvan) a (?:escribirme|contactarme|escribirnos|contactarnos|(?:enviarme|mandarme) ${spanishMail})`,
  `(?:deje|deja|dejen|pare|para|paren) de (?:enviarme|mandarme|enviarnos) (?:esto|${spanishMail})`,
  `(?:deje|deja|dejen|pare|para|paren) de (?:escribirme|contactarme|molestarme)`,
  `(?:ya )?no (?:quiero|deseo)(?: seguir)?(?: recibir| recibiendo)? (?:más información|${spanishMail})`,
  `no (?:quiero|deseo) que (?:me|nos) (?:escriban?|contacten?|envíen? ${spanishMail})(?: más)?`,
  `(?:quiero|quisiera|deseo) (?:darme de baja|que me den de baja|que me (?:eliminen|borren|quiten) de ${spanishList})`,
  `(?:bórrame|bórreme|bórrenme|elimíname|elimíneme|elimínenme|quíteme|quítame|quítenme|sáqueme|sácame|sáquenme) de ${spanishList}`,
  `(?:basta de|no más) (?:correos|e-?mails|mails|mensajes)`,
  // French
  `(?:arrêtez|arrête|cessez) de (?:m['’ ]envoyer (?:ça|cela|ceci|${frenchMail})|m['’ ]écrire|me (?:contacter|spammer))`,
  `(?:arrêtez|arrête|cessez) (?:ça|cela|(?:vos|ces|les|tous ces) (?:e-?mails|mails|courriels|messages|envois))`,
  `(?:(?:merci )?de |veuillez )?ne (?:plus m['’ ]envoyer|m['’ ]envoyez plus|m['’ ]envoie plus) (?:rien|${frenchMail})`,
  `(?:(?:merci )?de |veuillez )?ne (?:plus (?:m['’ ]écrire|me contacter)|m['’ ](?:écrivez|écris) plus|(?:me|nous) (?:contactez|contacte) plus)(?: jamais)?`,
  `je ne (?:souhaite|veux|désire) plus (?:être contactée?|(?:recevoir )?${frenchMail}(?: de votre part)?)`,
  `plus (?:de |d['’ ])(?:e-?mails?|mails?|courriels?|messages?)`,
  `stop (?:aux |les |vos |à vos )?(?:e-?mails|mails|courriels|messages)`,
  `(?:veuillez|(?:merci )?de|pouvez-vous|pourriez-vous|je souhaite|je veux|je voudrais) (?:bien )?(?:me|nous) (?:désinscrire|désabonner|retirer|supprimer|enlever|rayer)(?: de ${frenchList})?`,
  `(?:désinscrivez|désabonnez|retirez|enlevez|supprimez|rayez)-(?:moi|nous) de ${frenchList}`,
  `(?:retirez|enlevez|supprimez|effacez|(?:(?:merci )?de|veuillez) (?:retirer|enlever|supprimer|effacer)) mon adresse(?: e-?mail| mail)?(?: de ${frenchList})?`,
  // Italian
  `non (?:mandarmi|mandatemi|inviarmi|inviatemi|mi mandi|mi invii|mi mandate|mi inviate) più ${italianMail}`,
  `non (?:scrivermi|scrivetemi|contattarmi|contattatemi|mi (?:scriva|scrivere|scrivete|contatti|contattare|contattate)) più`,
  `(?:smetta|smettila|smettetela|smetti|smettete) di (?:scrivermi|contattarmi|(?:mandarmi|inviarmi) (?:questo|${italianMail}))`,
  `basta (?:e-?mail|mail|messaggi)`,
  `non (?:voglio|desidero|vorrei) più (?:ricevere )?${italianMail}`,
  `(?:cancellami|cancellatemi|mi cancelli|toglimi|toglietemi|mi tolga|rimuovimi|rimuovetemi|mi rimuova) ${italianList}`,
  `(?:rimuova|rimuovete|rimuovi|cancelli|cancellate|cancella|tolga|togliete|togli) il mio (?:indirizzo|contatto|nominativo)(?: e-?mail)?(?: ${italianList})?`,
  `(?:vorrei|voglio|desidero) (?:disiscrivermi|cancellarmi(?: ${italianList})?|essere (?:cancellat|rimoss)[oa](?: ${italianList})?)`,
  // Portuguese
  `(?:pare|parem|para) de (?:me (?:enviar|mandar)|enviar-me|mandar-me) (?:isto|isso|${portugueseMail})`,
  `(?:pare|parem|para) de (?:me (?:escrever|contactar|contatar|incomodar)|(?:escrever|contactar|contatar|incomodar)-me)`,
  `não me (?:envie|enviem|envies|mande|mandem|mandes) ${portugueseMail}`,
  `não me (?:escreva|escrevam|escrevas|contacte|contactem|contactes|contate|contatem) mais`,
  `(?:já )?não (?:quero|desejo) (?:mais )?receber (?:mais nada|${portugueseMail})`,
  `(?:remova-me|removam-me|me remova|me removam|retire-me|retirem-me|me retire|tire-me|tirem-me|me tire) ${portugueseList}`,
  `(?:remova|removam|retire|retirem|tire|tirem) (?:o )?meu (?:e-?mail|endereço|contacto|contato) ${portugueseList}`,
  `(?:quero|gostaria de) (?:(?:sair|ser removid[oa]) ${portugueseList}|me descadastrar|descadastrar-me|cancelar (?:a|minha) (?:inscrição|subscrição))`,
  // Dutch
  `stop met (?:het (?:sturen|versturen|zenden) van ${dutchMail}|(?:(?:mij|me|ons) )?(?:te )?(?:mailen|schrijven|${dutchMail} (?:te )?(?:sturen|versturen)))(?: (?:naar|aan) (?:mij|ons))?`,
  `(?:ik wil|wij willen|we willen) (?:me|mij|ons) (?:graag )?(?:uitschrijven|afmelden)`,
  `gelieve (?:mij|me|ons) (?:te verwijderen|te schrappen|uit te schrijven|af te melden)(?: (?:uit|van|voor) ${dutchList})?`,
  `(?:verwijder|haal|schrap) (?:mij|me|ons|mijn (?:e-?mail|mail)?adres) (?:uit|van|van af) ${dutchList}(?: af)?`,
  `(?:stuur|zend) (?:mij|me|ons) geen ${dutchMail}(?: meer)?`,
  `(?:ik|wij|we) (?:wil|willen|wens|wensen) geen ${dutchMail} meer(?: (?:ontvangen|krijgen))?(?: van (?:u|jullie|je))?`,
  `geen ${dutchMail} meer`,
  `neem geen contact meer (?:met (?:mij|me|ons) op|op met (?:mij|me|ons))`,
  `(?:mail|schrijf|benader|contacteer) (?:mij|me|ons) (?:niet|nooit) meer`,
  `(?:schrijf|meld) (?:mij|me|ons) (?:uit|af) (?:voor|van) ${dutchList}`,
  `laat (?:mij|me|ons) met rust`,
  // Chinese
  `(?:您|你|你们)?(?:以后|今后|今後|以後)?(?:都|也)?(?:不要|别|勿|停止|別|不用)(?:再)?(?:给我|給我|向我|给我们)(?:发送|發送|发|發|寄送|寄)(?:${chineseMail})?(?:给我)?(?:了|啦)?`,
  `(?:以后)?(?:不要|别|勿|停止|別)(?:再)?(?:发送|發送|发|發|寄送|寄)${chineseMail}(?:给我|給我)?(?:了|啦)?`,
  `(?:以后)?(?:不要|别|別|勿)再(?:发|發|寄|发送)(?:过来|來|来)?(?:给我|給我)?(?:了|啦)?`,
  `(?:以后|今后)?(?:不要|别|別|勿)(?:再)?(?:给我|給我)(?:写信|寫信|来信|來信)(?:了|啦)?`,
  `(?:以后|今后|以後|今後)?(?:不要|别|別|勿)(?:再)?(?:联系|联络|聯絡|聯繫|打扰|打擾|骚扰|騷擾)(?:我|我们|我們)(?:了|啦)?`,
  `(?:不要|别|別)(?:再)?(?:烦|煩)我(?:了|啦)?`,
  `(?:我|我们)?(?:以后)?(?:不想|不希望|不愿|不願|不愿意)(?:再)?(?:收到|接收|收)${chineseMail}(?:了|啦)?`,
  `(?:我)?(?:想|要|想要|需要|帮我|幫我|给我|帮忙|替我|申请){1,2}(?:退订|退訂|取消订阅|取消訂閱)(?:邮件|郵件)?(?:一下|了|吧)?`,
  `(?:退订|退訂|取消订阅|取消訂閱)(?:一下|吧|所有邮件|此邮件|邮件)`,
  `${chineseAsk}(?:把|将|將)我(?:们|們)?(?:的邮箱|的地址|的郵箱)?(?:从|從)${chineseList}(?:移除|删除|刪除|删|刪|去|移出|除名)${chineseEnd}`,
  `${chineseAsk}(?:从|從)${chineseList}(?:中|里)?(?:移除|删除|刪除|去掉)我(?:们|們)?`,
  `${chineseAsk}(?:把|将|將)我(?:们|們)?(?:移出|移除出)${chineseList}${chineseEnd}`,
  `(?:删除|刪除|删掉)我的(?:邮箱|郵箱|邮箱地址|邮件地址|電子郵件地址)`,
  // Japanese
  `(?:この|今後の?|メールの?|メルマガの?|メールマガジンの?)?(?:(?:配信|購読|登録)(?:の|を)?)?(?:停止|中止|解除)${japaneseEnd}`,
  `(?:もう|今後は?|これ以上|二度と)?(?:こういう|このような)?(?:メール|メルマガ|広告)(?:を|は)(?:もう|これ以上)?(?:送ら|送付し|送信し|配信し|よこさ)ないで(?:ください|下さい|いただけますか)?`,
  `(?:もう|今後は?|今後の)(?:メール|お知らせ|メルマガ|配信)(?:は|の配信は)(?:不要|結構|いりません|要りません|必要ありません)(?:です)?`,
  `(?:(?:もう|今後は?|二度と)?連絡(?:を|は)?|(?:もう|今後は?|これ以上|二度と)メール)し(?:て来|てこ)?ないで(?:ください|下さい)`,
  `(?:配信|メーリング|メール)?リストから(?:私(?:の(?:アドレス|メールアドレス))?を)?(?:外して|削除して|除外して|はずして)(?:ください|下さい)`,
]
export const sentences: readonly RegExp[] = forms.map(
  (form) => new RegExp(`^${folded(form)}$`, 'u'),
)

const anyOf = (words: string): string => `(?:${folded(words)})`

export const politeness = anyOf(
  "please|pls|plz|kindly|thanks|thank you|thx|many thanks|thanks a lot|thank you very much|cheers|bitte|danke|vielen dank|danke schön|por favor|gracias|muchas gracias|merci|merci beaucoup|merci d['’ ]avance|svp|s\\.v\\.p|s['’]il (?:vous|te) plaît|grazie|grazie mille|per favore|per cortesia|obrigad[oa]|graag|alstublieft|alsjeblieft|aub|a\\.u\\.b|bedankt|dank u|谢谢|謝謝|多谢|谢谢您|谢谢你|拜托|麻烦你们|麻煩你們|麻烦您|麻煩您|麻烦你|麻煩你|麻烦|麻煩|烦请|煩請|请你们|請你們|请您|請您|请你|請你|请|請|どうか|お願いします|よろしくお願いします",
)

/** What is said before such a request, and by itself asks for nothing. */
export const refusal = anyOf(
  "(?:(?:but )?(?:no|nope),? (?:thanks|thank you)|(?:sorry,? )?(?:(?:i am|i['’]m|we are|we['’]re) )?(?:not|no longer) interested(?: at all)?|no interest|no,? danke|nein,? danke|(?:ich habe |wir haben )?kein(?:erlei)? interesse|kein bedarf|non,? merci|(?:je ne suis |nous ne sommes )?pas intéressée?s?|(?:ça|cela) ne m['’ ]intéresse pas|no,? gracias|no (?:me|nos) interesa|no estoy interesad[oa]|no,? grazie|non (?:mi|ci) interessa|non sono interessat[oa]|não,? obrigad[oa]|não (?:tenho|temos) interesse|não estou interessad[oa]|nee,? (?:bedankt|dank u)|(?:ik heb )?geen interesse|(?:我|我们)?(?:对此)?(?:不感兴趣|没兴趣|没有兴趣|不需要了?)|(?:我)?(?:不感興趣|沒興趣|沒有興趣)|(?:真的?|很|非常|十分)?(?:不好意思|抱歉|对不起|對不起)(?:打扰|打擾)?(?:您|你|你们)?了?|(?:非常|十分|多)?(?:谢谢|謝謝|感谢|感謝)(?:您|你们|你們|你)?的?(?:介绍|介紹|来信|來信|邮件|郵件|信息|推荐|推薦|关注|關注|联系|聯繫|好意|分享)|(?:您|你们|你們|你)?的?(?:邮件|郵件|信)(?:实在|實在)?太多(?:了|啦)?|我(?:已经|已經|已)?(?:换工作|換工作|离职|離職|退休)了|興味(?:が|は)?(?:ありません|ない(?:です|ので)?))",
)

/** What may stand before or after such a request: that nobody asked for the mail. */
export const complaint = anyOf(
  "(?:i|we) (?:never|did not|didn['’]t|have never|do not remember) (?:sign(?:ed|ing)? up|subscrib(?:ed?|ing)|ask(?:ed|ing)?|opt(?:ed|ing)? in|regist(?:er|ered|ering))|(?:i|we) (?:have )?(?:already )?asked (?:you )?(?:for this )?(?:before|twice|already|several times)|this is (?:spam|harassment)|ich habe (?:mich )?(?:nie|das nie|nichts) (?:angemeldet|bestellt|abonniert)|je ne me suis (?:pas|jamais) inscrite?|no me (?:he suscrito|suscribí)|我(?:没有?|从未|沒有?)(?:订阅|訂閱)",
)

/** Only a request that speaks of mailings itself is one below other words: lists are of many kinds. */
export const mailingStems = new RegExp(
  folded(
    'unsubscribe (?:me|us|my|this)|(?:mailing|e-?mail|mail|distribution)[ -]?list|newsletter|verteiler|désinscri|désabonn|diffusion|dar(?:me)? de baja|den de baja|lista de (?:correo|distribuc|e-?mail)|disiscriv|cancelar (?:a|minha) (?:inscri|subscri)|descadastr|mailinglijst|maillijst|nieuwsbrief|uitschrijven|邮件列表|邮件名单|郵件列表|郵件名單|退订|退訂|取消订阅|取消訂閱|配信(?:の|を)?(?:停止|解除)|購読|メルマガ',
  ),
  'u',
)

/** One of these is in each word and sentence that asks; most mails need no further look. */
export const requestStems =
  /stop|quit|cease|unsub|\bopt|remove|delete|\btaken?\b|\bno\b|\bnot\b|n['’]t\b|never|alone|\babm|abbest|austrag|aufh[oö]|l[oö]sch|\bmich\b|\bmir\b|\buns\b|newsletter|kein|nie wieder|verteiler|d[eé]sin|d[eé]sab|\bplus\b|arr[eê]t|cesse|retir|enlev|suppr|\braye|laisse|cancel|\bbaja\b|\bd[eé]?je|\bpare|\bpara\b|b[oó]rr|elim|qu[ií]t|s[aá]qu|s[aá]ca|basta|desus|\bnon\b|smett|togl|disiscr|\bcanc|tolga|rimu|lasciatemi|\bsair\b|descad|\bn[aã]o\b|\btire|\btir[ea]-|remov|deixem|inscri|subscri|uitschr|afmeld|schrijf|verwijder|\bhaal\b|schrap|stuur|zend|\bgeen\b|\bneem\b|\bniet\b|met rust|meld|отпис|退|\btd\b|订阅|訂閱|停|수신|不|别|別|勿|把|将|將|删|刪|没|沒|中止|解除|ないで|もう|今後|リスト/iu

/** One of these is in every sentence as well. */
export const sentenceStems = new RegExp(
  folded(
    'mail|messag|newsletter|spam|offer|\\bads?\\b|advert|list|database|unsub|remove|\\bopt|writ|contact|sending|communic|correspond|bother|pester|harass|annoy|address|nachricht|werbung|\\bpost\\b|verteiler|melden|tragen|schreib|schreiben|kontakt|in ruhe|nichts mehr|l[oö]schen|entfernen|baja|\\bmas$|correo|mensaj|publici|boletin|escrib|molest|enviarme|mandarme|informacion|courriel|\\bpub\\b|[eé]cri|envo|d[eé]sin|d[eé]sab|retir|adresse|arrete|cesse|scriv|messagg|contatt|indirizzo|nominativo|cancellat|rimoss|questo|escrev|mensag|correio|cadastr|inscri|incomod|contat|\\bnada\\b|\\bist?o\\b|isso|endereco|lijst|bestand|uitschrijven|afmelden|adres|schrijf|bericht|nieuwsbrie|reclame|benader|met rust|邮|郵|信|消息|短信|广告|廣告|发|發|寄|退订|退訂|订阅|訂閱|名单|名單|列表|联系|联络|聯絡|聯繫|打扰|打擾|骚扰|騷擾|烦|煩|配信|購読|登録|メール|メルマガ|お知らせ|連絡|リスト|広告',
  ),
  'u',
)
