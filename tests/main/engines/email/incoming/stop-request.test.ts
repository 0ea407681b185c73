import { expect, test } from 'vitest'
import { parseIncoming } from '#main/engines/email/incoming/parse-incoming.ts'
import { readUnsubscribe } from '#main/engines/email/incoming/unsubscribe.ts'
import {
  chineseOthers,
  chineseRequests,
  laterOthers,
  laterRequests,
  moreOthers,
  moreRequests,
} from './more-stop-sentences.ts'
import { otherSentences, requestSentences } from './stop-sentences.ts'

const quoted =
  '\n\nOn Fri, 20 Nov 2026 at 09:30, Nora Hale <nora@hale.example> wrote:\n> Hello Bob,\n> STOP'

const isStop = async (text: string): Promise<boolean> => {
  const headers =
    'From: bob@ross.example\nTo: nora@hale.example\nSubject: Re: Winter\nIn-Reply-To: <a@b>'
  const type = 'Content-Type: text/plain; charset=utf-8'
  const parsed = await parseIncoming(Buffer.from(`${headers}\n${type}\n\n${text}${quoted}\n`))
  if (!parsed.ok) throw new Error('not readable')
  return readUnsubscribe(parsed.value)?.isStopWord === true
}

const requests = [
  'STOP',
  'Stop.',
  '"stop"',
  'Hi Nora,\nSTOP',
  'Hi Nora,\n\nSTOP',
  'Hi Nora, STOP',
  'Nora,\nunsubscribe',
  'STOP STOP',
  'stop! stop! stop!',
  'Stop, thanks',
  'Stop please, thank you.',
  'please stop',
  'Please stop sending me emails',
  'Please stop sending me emails.',
  'Please stop sending me these emails. I have asked twice already.',
  'Hello,\nplease stop emailing me.\nThanks\nBob',
  'Could you please stop sending me your newsletter',
  'stop sending emails to me',
  'Stop mailing me!',
  'Please do not send me any more emails',
  "Don't email me again",
  'I no longer wish to receive your emails.',
  "I don't want any more emails from you",
  'No more emails please',
  'unsubscribe me please',
  'Unsubscribe me, please.',
  'Please unsubscribe me from your mailing list',
  'Please remove me from this list. Thanks, Bob',
  'take me off your mailing list',
  'I would like to unsubscribe',
  'Please stop sending me\nemails.\n\nBob',
  'Please stop sending me emails\nSent from my iPhone',
  'Bitte abmelden',
  'Bitte keine E-Mails mehr',
  'Keine weiteren Mails mehr, danke',
  'Bitte schicken Sie mir keine weiteren E-Mails mehr.',
  'Guten Tag Frau Hale,\n\nbitte senden Sie mir keine E-Mails mehr.\n\nMit freundlichen Grüßen\nBob',
  'Schreib mir bitte keine Mails mehr',
  'Ich möchte keine E-Mails mehr von Ihnen erhalten.',
  'Bitte nehmen Sie mich aus Ihrem Verteiler.',
  'Newsletter abbestellen',
  'Por favor, no me envíe más correos',
  'Hola Nora,\nno me envíes más',
  'Deje de enviarme correos, gracias.',
  'No quiero recibir más correos',
  'Quiero darme de baja',
  "Arrêtez de m'envoyer des mails",
  "Bonjour,\nmerci de ne plus m'envoyer de mails.",
  'Ne m’écrivez plus',
  'Merci de me désinscrire.',
  'Je ne souhaite plus recevoir vos e-mails.',
  'Veuillez me désinscrire de votre liste, merci',
  'Plus de mails svp',
  'Per favore, non mandarmi più email',
  'Smettila di scrivermi',
  'Non voglio più ricevere le vostre email.',
  'Toglimi dalla lista, grazie',
  'Por favor, não me envie mais e-mails',
  'Pare de me enviar e-mails',
  'Não quero mais receber e-mails.',
  'Quero cancelar a inscrição',
  '退订',
  '请退订',
  '请退订，谢谢',
  '请不要再给我发邮件',
  '请不要再给我发邮件了。',
  '您好，\n请不要再给我发邮件，谢谢！',
  '您好，请勿再发邮件',
  '不要再发了',
  '别再发了！',
  '请停止发送邮件',
  '我不想再收到你们的邮件了',
  '我要退订',
  '麻烦帮我退订一下',
  '請不要再寄信給我',
  '取消订阅',
]

const others = [
  'we can stop at the shop',
  "don't stop writing",
  "Don't stop writing to me!",
  'stop by on Tuesday',
  'Please stop by on Tuesday',
  'please stop sending the invoice to my old address',
  'Please stop sending me the invoice twice',
  'Please stop sending me emails at work, use my private address.',
  "Please don't email me\nat my work address, use ana@new.example",
  "Please don't email me at work",
  'Please stop sending emails to my old address',
  'Please stop sending mails to Peter, he has left.',
  'Please stop the delivery for now',
  'Stop the presses! We got the contract.',
  'Stop worrying, it will be fine',
  'Stop me if you have heard this one',
  'Full stop.',
  'The bus stop is round the corner',
  'Shall I stop here?',
  'Should we stop?',
  'We should stop now and go on next week.',
  'Non-stop from Berlin to Rome',
  'I will stop sending you drafts, they are all done.',
  'Can you stop the timer?',
  'Please stop sending the newsletter to the printer, we take it from the web now',
  'How do I unsubscribe my customers in your tool?',
  'People unsubscribe when mails are long.',
  'Unsubscribe is the wrong word here, I think',
  'Please remove me from the agenda for Monday',
  'Please remove the second line from the offer',
  'Take me off the guest list for Friday, I am ill',
  'No more emails today, I am off to the lake!',
  'No more emails have come from Peter',
  'I do not want to receive the parcel before Friday',
  'I no longer want the blue one',
  "I don't want more, thanks",
  'I do not get your emails any more, what is wrong?',
  'Do not send me the contract yet',
  "Please don't send me more samples",
  "Please don't write to him again",
  "Don't contact me before Monday",
  'Could you please stop sending?',
  'Thanks, that would be great',
  'Hi Nora,\nstop by whenever you like',
  'Hi Nora,\n\nplease stop the order. We take the other one.',
  'Hi Nora, we stop at six',
  'Yes please!\n\nSTOP',
  'I like the offer.\nPlease unsubscribe me from nothing, ha.',
  'Bitte die Lieferung stoppen',
  'Bitte keine Anhänge mehr, nur Links',
  'Bitte schicken Sie mir keine Rechnung mehr per Post',
  'Ich möchte keine Mails verpassen.',
  'Ich möchte keine E-Mails mehr an die alte Adresse bekommen',
  'Ich melde mich ab Montag wieder',
  'Hör auf mit dem Stress',
  'Keine Nachrichten sind gute Nachrichten',
  'No me envíe más muestras, por favor',
  'No quiero más de esto',
  'No deje de escribirme',
  'Baja el precio un poco y lo tomo',
  'Ne vous arrêtez pas là',
  "N'arrêtez pas de m'écrire",
  "Ne m'envoyez plus la facture à l'ancienne adresse",
  'Plus de mails sont arrivés que prévu',
  'Non smettere di scrivermi',
  'Non mandarmi più la fattura per posta',
  'Basta così, grazie',
  'Não pare de escrever',
  'Não me envie mais amostras',
  '我们可以在店里停一下',
  '不要停，继续写',
  '请不要再发到我的旧邮箱，发到这个新邮箱',
  '请不要再给我发旧版本的合同',
  '不要再发这个文件了，已经收到',
  '别给我发微信，发邮件',
  '我没有收到你的邮件',
  '怎么退订你们的短信服务？',
  '退订的人多吗？',
  '不要忘了给我发邮件',
]

test.each([
  ...requests,
  ...requestSentences,
  ...moreRequests,
  ...laterRequests,
  ...chineseRequests,
])('asks for no more mail: %s', async (text) => {
  expect(await isStop(text)).toBe(true)
})

test.each([...others, ...otherSentences, ...moreOthers, ...laterOthers, ...chineseOthers])(
  'does not: %s',
  async (text) => {
    expect(await isStop(text)).toBe(false)
  },
)

const subjectAsks = async (subject: string, text: string): Promise<boolean> => {
  const head = `From: bob@ross.example\nSubject: ${subject}\nIn-Reply-To: <a@b>`
  const parsed = await parseIncoming(Buffer.from(`${head}\n\n${text}\n`))
  if (!parsed.ok) throw new Error('not readable')
  return readUnsubscribe(parsed.value)?.isStopWord === true
}

test.each([
  ['STOP', ''],
  ['Unsubscribe', quoted],
  ['退订', '发自我的iPhone'],
  ['stop', `Sent from my Galaxy${quoted}`],
])('a subject asks where nothing else is written: %s, %j', async (subject, text) => {
  expect(await subjectAsks(subject, text)).toBe(true)
})

test.each([
  ['Re: Stop', ''],
  ['STOP', `Thanks, see you on Monday${quoted}`],
  ['Winter', quoted],
])('it does not: %s, %j', async (subject, text) => {
  expect(await subjectAsks(subject, text)).toBe(false)
})

test('what cannot be seen before a word changes nothing', async () => {
  expect(await isStop('\u200bSTOP\u200b')).toBe(true)
})
