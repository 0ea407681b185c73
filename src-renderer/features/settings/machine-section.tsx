import { Button, Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useBrowserNotifications } from '#renderer/ui/browser-notifications.ts'
import { runCommand } from '#renderer/ui/commands/command-store.ts'
import { CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import { Segmented } from '#renderer/ui/segmented.tsx'
import classes from './settings-page.module.css'
import { useMachineSettings } from './use-machine-settings.ts'

/** The browser's own permission, where the host does not announce by itself. */
const BrowserPermission = () => {
  const { t } = useTranslation('settings')
  const status = useApiQuery('app.status', {})
  const { state, ask } = useBrowserNotifications()
  if (status.data?.host.notifications !== false) return null
  if (state === 'default') {
    return (
      <Button variant="default" onClick={ask}>
        {t('machine.allowBrowser')}
      </Button>
    )
  }
  return state === 'granted' ? null : <p className="kith-note">{t('machine.browserRefuses')}</p>
}

/** Language, appearance, shortcuts, notifications: of this computer alone. */
export const MachineSection = () => {
  const { t } = useTranslation(['settings', 'common', 'commands'])
  const { machine, save } = useMachineSettings()
  if (machine === undefined) return null
  return (
    <>
      <p className={classes.note}>{t('machine.note')}</p>
      <div className={classes.switches}>
        <Select
          label={t('machine.language')}
          data={[
            { value: 'system', label: t('machine.likeSystem') },
            { value: 'en', label: t('common:languages.en') },
            { value: 'zh-CN', label: t('common:languages.zh-CN') },
          ]}
          value={machine.language}
          allowDeselect={false}
          w={240}
          // The list offers these three only.
          onChange={(value) => save({ language: value as 'system' | 'en' | 'zh-CN' })}
        />
        <div>
          <div className={classes.label}>{t('machine.theme')}</div>
          <Segmented
            label={t('machine.theme')}
            value={machine.theme}
            segments={[
              { value: 'system', label: t('machine.likeSystem') },
              { value: 'light', label: t('machine.light') },
              { value: 'dark', label: t('machine.dark') },
            ]}
            onChange={(theme) => save({ theme })}
          />
        </div>
        <Switch
          label={t('machine.shortcuts')}
          description={t('machine.shortcutsNote')}
          checked={machine.singleKeyShortcuts}
          onChange={(event) => save({ singleKeyShortcuts: event.currentTarget.checked })}
        />
        <Switch
          label={t('machine.notifications')}
          description={t('machine.notificationsNote')}
          checked={machine.notifications}
          onChange={(event) => save({ notifications: event.currentTarget.checked })}
        />
        {machine.notifications && <BrowserPermission />}
        <Button
          variant="default"
          rightSection={<CommandKeyCap command="help.shortcuts" />}
          onClick={() => runCommand('help.shortcuts')}
        >
          {t('machine.allShortcuts')}
        </Button>
      </div>
    </>
  )
}
