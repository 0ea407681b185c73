import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { Palette } from '#renderer/features/search/palette.tsx'
import { useKeyboard } from '#renderer/ui/commands/use-keyboard.ts'
import { ToastPlace } from '#renderer/ui/toast.tsx'
import { Navigation } from './navigation.tsx'
import classes from './shell.module.css'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { StatusBars } from './status-bars.tsx'
import { useGlobalCommands } from './use-global-commands.ts'
import { useOverlays } from './use-overlays.ts'
import { useViewSettings } from './use-view-settings.ts'

const contentId = 'page'

const Work = () => {
  const { t } = useTranslation('app')
  const overlays = useOverlays()
  useKeyboard()
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
      <div className={classes.work}>
        <Navigation />
        <main id={contentId} className={classes.page} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <ToastPlace />
      <Palette isOpen={overlays.open === 'palette'} onClose={overlays.close} />
      <ShortcutSheet isOpen={overlays.open === 'shortcuts'} onClose={overlays.close} />
    </div>
  )
}

/** The frame around every page: bars, navigation, the page, toast, palette and `?` sheet. */
export const Shell = () => {
  useViewSettings()
  const settings = useApiQuery('settings.get', {})
  if (settings.data === undefined) return null
  return <Work />
}
