import { Checkbox, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './mail.module.css'
import { blankServers, serverProblem, type TypedServer, type TypedServers } from './mail-preset.ts'

const ServerFields = ({
  label,
  server,
  showsProblems,
  onChange,
}: {
  label: string
  server: TypedServer
  showsProblems: boolean
  onChange: (server: TypedServer) => void
}) => {
  const { t } = useTranslation('email-accounts')
  const problem = showsProblems ? serverProblem(server) : null
  return (
    <fieldset className={classes.server} aria-label={label}>
      <TextInput
        label={label}
        value={server.host}
        maxLength={253}
        autoComplete="off"
        spellCheck={false}
        error={problem === 'badHost' ? t('servers.badHost') : null}
        onChange={(event) => onChange({ ...server, host: event.target.value })}
      />
      <TextInput
        label={t('servers.port')}
        value={server.port}
        inputMode="numeric"
        maxLength={5}
        w={86}
        error={problem === 'badPort' ? t('servers.badPort') : null}
        onChange={(event) => onChange({ ...server, port: event.target.value })}
      />
      <Select
        label={t('servers.security')}
        data={(['tls', 'starttls'] as const).map((value) => ({
          value,
          label: t(`servers.${value}`),
        }))}
        value={server.security}
        allowDeselect={false}
        w={130}
        // The list offers these two only.
        onChange={(value) => onChange({ ...server, security: value as TypedServer['security'] })}
      />
    </fieldset>
  )
}

/** The fields of both servers and the name to sign in with. */
export const MailServers = ({
  servers,
  showsProblems,
  onChange,
}: {
  servers: TypedServers
  /** True once somebody tried to save. */
  showsProblems: boolean
  onChange: (servers: TypedServers) => void
}) => {
  const { t } = useTranslation('email-accounts')
  const { smtp, imap, userName } = servers
  return (
    <div className={classes.fields}>
      <ServerFields
        label={t('servers.smtp')}
        server={smtp}
        showsProblems={showsProblems}
        onChange={(changed) => onChange({ ...servers, smtp: changed })}
      />
      {imap !== null && (
        <ServerFields
          label={t('servers.imap')}
          server={imap}
          showsProblems={showsProblems}
          onChange={(changed) => onChange({ ...servers, imap: changed })}
        />
      )}
      <Checkbox
        label={t('servers.onlySends')}
        checked={imap === null}
        onChange={(event) =>
          onChange({ ...servers, imap: event.target.checked ? null : blankServers.imap })
        }
      />
      <TextInput
        label={t('form.userName')}
        description={t('form.userNameNote')}
        value={userName}
        maxLength={254}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ ...servers, userName: event.target.value })}
      />
    </div>
  )
}
