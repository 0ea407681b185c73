import { Button, Select } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { FieldRow } from '#renderer/ui/inline-field/field-row.tsx'
import { InlineNumber } from '#renderer/ui/inline-field/inline-number.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import type { FieldOutcome } from '#renderer/ui/inline-field/use-inline-edit.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import mail from './mail.module.css'
import {
  otherProvider,
  readServer,
  serverProblem,
  signatureToHtml,
  signatureToText,
  type TypedServers,
  typedServer,
} from './mail-preset.ts'
import { MailServers } from './mail-servers.tsx'
import classes from './settings-page.module.css'

/** An account as the settings show it. */
export type Account = Output<'emailAccounts.list'>['accounts'][number]
type Changes = Omit<Input<'emailAccounts.update'>, 'id'>

const megabyte = 1_048_576

const useUpdate = (account: Account) => {
  const { t } = useTranslation('email-accounts')
  const words = useFailureWords()
  return async (changes: Changes): Promise<FieldOutcome | undefined> => {
    const result = await attempt('emailAccounts.update', { id: account.id, ...changes })
    if (result.ok) return undefined
    const { code } = result.error
    return { error: code === 'not-an-address' ? t('form.notAnAddress') : words(code) }
  }
}

const ServersForm = ({ account, onClose }: { account: Account; onClose: () => void }) => {
  const { t } = useTranslation(['email-accounts', 'common'])
  const update = useUpdate(account)
  const [servers, setServers] = useState<TypedServers>({
    smtp: typedServer(account.smtp),
    imap: account.imap === null ? null : typedServer(account.imap),
    userName: account.userName,
  })
  const presets = useApiQuery('emailAccounts.presets', {}).data?.presets ?? []
  const [provider, setProvider] = useState(account.provider)
  const [showsProblems, setShowsProblems] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const choose = (id: string | null): void => {
    const preset = presets.find((one) => one.id === id)
    setProvider(preset?.id ?? null)
    if (preset === undefined) return
    const { smtp, imap } = preset
    setServers({ smtp: typedServer(smtp), imap: typedServer(imap), userName: account.address })
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setShowsProblems(true)
    const { smtp, imap } = servers
    if (serverProblem(smtp) !== null || (imap !== null && serverProblem(imap) !== null)) return
    const outcome = await update({
      provider,
      smtp: readServer(smtp),
      imap: imap === null ? null : readServer(imap),
      userName: servers.userName.trim() === '' ? account.address : servers.userName.trim(),
    })
    if (outcome?.error === undefined) onClose()
    else setError(outcome.error)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Select
        label={t('form.provider')}
        data={[
          ...presets.map(({ id, name }) => ({ value: id, label: name })),
          { value: otherProvider, label: t('form.other') },
        ]}
        value={provider ?? otherProvider}
        allowDeselect={false}
        onChange={choose}
      />
      <MailServers servers={servers} showsProblems={showsProblems} onChange={setServers} />
      {error !== null && <p className={mail.problem}>{error}</p>}
      <div className={classes.acts}>
        <Button type="submit" variant="default">
          {t('servers.save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  )
}

const Seen = ({ probe }: { probe: NonNullable<Account['probe']> }) => {
  const { t } = useTranslation('email-accounts')
  const formats = useFormats()
  const { filesSent, keepsMessageId, hasPlusAddresses, maxBytes } = probe
  const size = maxBytes === null ? null : formats.number(Math.floor(maxBytes / megabyte))
  return (
    <ul>
      {filesSent !== null && <li>{t(`seen.filesSent.${filesSent ? 'yes' : 'no'}`)}</li>}
      {keepsMessageId === false && <li>{t('seen.renames')}</li>}
      {hasPlusAddresses !== null && <li>{t(`seen.plus.${hasPlusAddresses ? 'yes' : 'no'}`)}</li>}
      {size !== null && <li>{t('seen.maxBytes', { size })}</li>}
    </ul>
  )
}

/** Everything that is set for one account but its password. */
export const MailAccountFacts = ({ account }: { account: Account }) => {
  const { t } = useTranslation('email-accounts')
  const update = useUpdate(account)
  const [changesServers, setChangesServers] = useState(false)
  const server = ({ host, port, security }: Account['smtp']) =>
    t('fields.server', { host, port, security: t(`servers.${security}`) })
  return (
    <>
      <div className={classes.facts}>
        <InlineText
          label={t('fields.fromName')}
          value={account.fromName}
          required
          onSave={(fromName) => update(fromName === null ? {} : { fromName })}
        />
        <InlineText
          label={t('fields.address')}
          value={account.address}
          type="email"
          required
          onSave={(address) => update(address === null ? {} : { address })}
        />
        <InlineText
          label={t('fields.signature')}
          value={signatureToText(account.signature)}
          multiline
          onSave={(signature) => update({ signature: signatureToHtml(signature ?? '') })}
        />
        <InlineNumber
          label={t('fields.dailyLimit')}
          value={account.dailyLimit}
          onSave={async (limit) =>
            limit === null || !Number.isInteger(limit) || limit < 1 || limit > 2000
              ? { error: t('fields.dailyLimitBad') }
              : update({ dailyLimit: limit })
          }
        />
        {!changesServers && (
          <>
            <FieldRow label={t('fields.smtp')}>{server(account.smtp)}</FieldRow>
            <FieldRow label={t('fields.imap')}>
              {account.imap === null ? t('fields.noImap') : server(account.imap)}
            </FieldRow>
            <FieldRow label={t('fields.userName')}>{account.userName}</FieldRow>
          </>
        )}
        {account.probe !== null && (
          <FieldRow label={t('fields.seen')}>
            <Seen probe={account.probe} />
          </FieldRow>
        )}
      </div>
      {changesServers ? (
        <ServersForm account={account} onClose={() => setChangesServers(false)} />
      ) : (
        <div className={mail.acts}>
          <Button variant="default" onClick={() => setChangesServers(true)}>
            {t('servers.change')}
          </Button>
        </div>
      )}
    </>
  )
}
