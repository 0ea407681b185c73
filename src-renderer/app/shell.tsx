import { Outlet, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { ExportDialog } from '#renderer/features/exports/export-dialog.tsx'
import { FirstRunPage } from '#renderer/features/first-run/first-run-page.tsx'
import type { Beginning } from '#renderer/features/first-run/use-first-run.ts'
import { ImportWatch } from '#renderer/features/imports/import-watch.tsx'
import { MailWatch } from '#renderer/features/outbox/mail-watch.tsx'
import { Palette } from '#renderer/features/search/palette.tsx'
import { MoveFolder } from '#renderer/features/settings/move-folder.tsx'
import { useKeyboard } from '#renderer/ui/commands/use-keyboard.ts'
import { ToastPlace } from '#renderer/ui/toast.tsx'
import { DropHint } from './drop-hint.tsx'
import { Navigation } from './navigation.tsx'
import classes from './shell.module.css'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { StatusBars } from './status-bars.tsx'
import { useFileDrop } from './use-file-drop.ts'
import { useGlobalCommands } from './use-global-commands.ts'
import { useMenuCommands } from './use-menu-commands.ts'
import { useOverlays } from './use-overlays.ts'
import { useViewSettings } from './use-view-settings.ts'

const contentId = 'page'

const Work = () => {
  const { t } = useTranslation('app')
  const overlays = useOverlays()
  useKeyboard()
  const isFileOver = useFileDrop()
  useMenuCommands()
  useGlobalCommands({ palette: overlays.openPalette, shortcuts: overlays.openShortcuts })
  return (
    <div className={classes.root}>
      <a
        className={classes.skip}
        href={`#${contentId}`}
        onClick={(event) => {
          event.preventDefault()
          document.getElementById(contentId)?.focus()
        }}
      >
        {t('skipToContent')}
      </a>
      <StatusBars />
      <ImportWatch />
      <MailWatch />
      <div className={classes.work}>
        <Navigation />
        <main id={contentId} className={classes.page} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <ToastPlace />
      <DropHint isOver={isFileOver} />
      <Palette isOpen={overlays.open === 'palette'} onClose={overlays.close} />
      <ExportDialog />
      <ShortcutSheet isOpen={overlays.open === 'shortcuts'} onClose={overlays.close} />
    </div>
  )
}

/** The first run, until the owner has chosen how to begin. */
const FirstRun = () => {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  const begin = (beginning: Beginning): void => {
    if (beginning === 'bring') void navigate({ to: '/imports' })
    else if (beginning === 'empty') void navigate({ to: '/contacts', search: { isNew: true } })
    else void navigate({ to: '/today' })
  }
  return (
    <>
      <StatusBars />
      <FirstRunPage
        onBegin={begin}
        move={<MoveFolder label={t('move.act')} variant="transparent" />}
      />
      <ToastPlace />
    </>
  )
}

/** The frame around every page: bars, navigation, the page, toast, palette and `?` sheet. */
export const Shell = () => {
  useViewSettings()
  const settings = useApiQuery('settings.get', {})
  const status = useApiQuery('app.status', {})
  if (settings.data === undefined || status.data === undefined) return null
  const isFirstRun = !settings.data.business.isSetUp && !status.data.workspace.isSample
  return isFirstRun ? <FirstRun /> : <Work />
}
