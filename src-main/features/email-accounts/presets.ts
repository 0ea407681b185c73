import type { Output } from '#shared/contract/index.ts'
import type { AccountRow } from './email-accounts.repository.ts'

/** A provider Kith knows. */
export type Preset = Output<'emailAccounts.presets'>['presets'][number]

const tls = (host: string, port: number) => ({ host, port, security: 'tls' }) as const
const startTls = (host: string, port: number) => ({ host, port, security: 'starttls' }) as const

/**
 * The providers Kith knows, with their own servers.
 *
 * A domain that is none of theirs is asked about, never guessed: `mail.example.org` may be
 * anybody's machine, and the first thing it would be sent is a password.
 */
export const presets: readonly Preset[] = [
  {
    id: 'gmail',
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    smtp: tls('smtp.gmail.com', 465),
    imap: tls('imap.gmail.com', 993),
    otherHosts: [],
    needs: 'app-password',
    signInWith: 'google',
    helpUrl: 'https://support.google.com/accounts/answer/185833',
  },
  {
    id: 'outlook',
    name: 'Outlook.com, Microsoft 365',
    domains: [
      'outlook.com',
      'hotmail.com',
      'live.com',
      'msn.com',
      'outlook.de',
      'outlook.fr',
      'outlook.es',
      'outlook.pt',
      'hotmail.de',
      'hotmail.fr',
      'hotmail.es',
      'hotmail.it',
      'hotmail.co.uk',
      'live.co.uk',
      'live.nl',
      'live.cn',
    ],
    smtp: startTls('smtp-mail.outlook.com', 587),
    imap: tls('outlook.office365.com', 993),
    // Of work and school accounts, whose domains are their own.
    otherHosts: ['smtp.office365.com'],
    needs: 'oauth-only',
    signInWith: 'microsoft',
    helpUrl:
      'https://support.microsoft.com/office/modern-authentication-methods-now-needed-to-continue-syncing-outlook-email-in-non-microsoft-email-apps-c5d65390-9676-4763-b41f-d7986499a90d',
  },
  {
    id: 'icloud',
    name: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    smtp: startTls('smtp.mail.me.com', 587),
    imap: tls('imap.mail.me.com', 993),
    otherHosts: [],
    needs: 'app-password',
    signInWith: null,
    helpUrl: 'https://support.apple.com/102654',
  },
  {
    id: 'yahoo',
    name: 'Yahoo',
    domains: [
      'yahoo.com',
      'ymail.com',
      'rocketmail.com',
      'yahoo.co.uk',
      'yahoo.de',
      'yahoo.fr',
      'yahoo.es',
      'yahoo.it',
      'yahoo.ca',
      'yahoo.com.br',
      'yahoo.com.hk',
      'yahoo.com.sg',
    ],
    smtp: tls('smtp.mail.yahoo.com', 465),
    imap: tls('imap.mail.yahoo.com', 993),
    otherHosts: [],
    needs: 'app-password',
    signInWith: null,
    helpUrl: 'https://help.yahoo.com/kb/SLN15241.html',
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm', 'fastmail.net', 'fastmail.org', 'sent.com'],
    smtp: tls('smtp.fastmail.com', 465),
    imap: tls('imap.fastmail.com', 993),
    otherHosts: [],
    needs: 'app-password',
    signInWith: null,
    helpUrl: 'https://www.fastmail.help/hc/en-us/articles/360058752854',
  },
  {
    id: 'qq',
    name: 'QQ 邮箱',
    domains: ['qq.com', 'vip.qq.com', 'foxmail.com'],
    smtp: tls('smtp.qq.com', 465),
    imap: tls('imap.qq.com', 993),
    otherHosts: [],
    needs: 'authorization-code',
    signInWith: null,
    helpUrl: 'https://service.mail.qq.com/',
  },
  {
    id: '163',
    name: '163 网易邮箱',
    domains: ['163.com'],
    smtp: tls('smtp.163.com', 465),
    imap: tls('imap.163.com', 993),
    otherHosts: [],
    needs: 'authorization-code',
    signInWith: null,
    helpUrl: 'https://help.mail.163.com/',
  },
]

/**
 * The provider of an account; undefined for one that Kith does not know.
 *
 * Its servers say so, where all are of one provider: companies have their mail under domains of
 * their own there, and servers can be changed later. Else it is what the owner chose.
 */
export const presetOfAccount = ({
  provider,
  smtp_host: smtp,
  imap_host: imap,
}: Pick<AccountRow, 'provider' | 'smtp_host' | 'imap_host'>): Preset | undefined => {
  const hosts = [smtp, imap].filter((host) => host !== null).map((host) => host.toLowerCase())
  return (
    presets.find((preset) => hosts.every((host) => hostsOf(preset).includes(host))) ??
    presets.find(({ id }) => id === provider)
  )
}

const hostsOf = ({ smtp, imap, otherHosts }: Preset): readonly string[] => [
  smtp.host,
  imap.host,
  ...otherHosts,
]
