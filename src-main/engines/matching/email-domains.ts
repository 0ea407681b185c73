/** Providers where everybody may have an address: their domain says nothing about a company. */
const providers = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com
  mac.com aol.com gmx.com gmx.net gmx.de web.de t-online.de freenet.de posteo.de mailbox.org proton.me
  protonmail.com pm.me tutanota.com fastmail.com zoho.com mail.com mail.ru yandex.ru yandex.com bk.ru
  list.ru inbox.ru rambler.ru ukr.net qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn
  sohu.com aliyun.com 139.com 189.cn naver.com daum.net hanmail.net yahoo.co.jp docomo.ne.jp
  orange.fr wanadoo.fr free.fr sfr.fr laposte.net libero.it virgilio.it tin.it alice.it sapo.pt
  clix.pt telefonica.net terra.es telenet.be skynet.be ziggo.nl kpnmail.nl bluewin.ch seznam.cz wp.pl
  o2.pl onet.pl interia.pl uol.com.br bol.com.br terra.com.br rediffmail.com btinternet.com sky.com
  comcast.net verizon.net att.net cox.net hotmail.co.uk hotmail.fr hotmail.de hotmail.es hotmail.it
  yahoo.co.uk yahoo.fr yahoo.de yahoo.es yahoo.it live.co.uk outlook.de outlook.fr mail`
    .split(/\s+/u)
    .filter((domain) => domain !== ''),
)

/** The domain of an address where it tells of a company; null for a provider's. */
export const companyDomain = (email: string): string | null => {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1).toLowerCase()
  return at < 1 || domain === '' || providers.has(domain) ? null : domain
}
