import { useNavigate, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { openExport } from '#renderer/api/export-request.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { switchSending } from '#renderer/features/outbox/switch-sending.ts'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { copyDiagnostics } from './diagnostics.ts'
import { saveMachineSettings } from './machine-settings.ts'
import { useUndo } from './use-undo.ts'

/** Binds the commands that work on every page. */
export const useGlobalCommands = (open: {
  readonly palette: () => void
  readonly shortcuts: () => void
}): void => {
  const { t, i18n } = useTranslation('app')
  const { t: mailWords } = useTranslation('outbox')
  const navigate = useNavigate()
  const router = useRouter()
  const words = useFailureWords()
  const { undo, redo } = useUndo()
  const settings = useApiQuery('settings.get', {})
  const outbox = useApiQuery('emails.outbox', {})

  const backUp = async (): Promise<void> => {
    const result = await attempt('backups.create', {})
    showToast({ text: () => (result.ok ? t('backup.started') : words(result.error.code)) })
  }
  const toggleTheme = (): void => {
    const isDark = document.documentElement.dataset.mantineColorScheme === 'dark'
    void saveMachineSettings({ theme: isDark ? 'light' : 'dark' }).then(() => settings.refetch())
  }
  const toggleLanguage = (): void => {
    const language = i18n.language === 'zh-CN' ? 'en' : 'zh-CN'
    void saveMachineSettings({ language }).then(() => settings.refetch())
  }

  useCommands({
    'palette.open': open.palette,
    'help.shortcuts': open.shortcuts,
    'history.undo': undo,
    'history.redo': redo,
    'go.today': () => void navigate({ to: '/today' }),
    'go.contacts': () => void navigate({ to: '/contacts' }),
    'go.mail': () => void navigate({ to: '/outbox' }),
    'mail.switch':
      outbox.data === undefined
        ? undefined
        : () => void switchSending(!outbox.data.isSwitchedOn, mailWords),
    'go.templates': () => void navigate({ to: '/outbox/templates' }),
    'go.history': () => void navigate({ to: '/history' }),
    'go.settings': () => void navigate({ to: '/settings' }),
    'go.back': () => router.history.back(),
    'go.forward': () => router.history.forward(),
    'imports.start': () => void navigate({ to: '/imports' }),
    'exports.open': () => openExport(),
    'contacts.new': () => void navigate({ to: '/contacts', search: { isNew: true } }),
    'backups.create': () => void backUp(),
    'help.open': () => void navigate({ to: '/help' }),
    'help.diagnostics': () =>
      void copyDiagnostics().then((done) =>
        showToast({ text: () => t(done ? 'diagnostics.copied' : 'diagnostics.failed') }),
      ),
    'theme.toggle': toggleTheme,
    'language.toggle': toggleLanguage,
  })
}
