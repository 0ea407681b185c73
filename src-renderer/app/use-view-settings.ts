import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useCommandStore } from '#renderer/ui/commands/command-store.ts'
import { dayInZone, pageNow } from '#renderer/ui/page-clock.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { switchLanguage } from './i18n.ts'
import { languageOf } from './machine-settings.ts'

const minuteMs = 60_000

/** Keeps language, theme, currency, week and today on screen in step with settings and clock. */
export const useViewSettings = (): void => {
  const settings = useApiQuery('settings.get', {})
  const status = useApiQuery('app.status', {})
  const { setColorScheme } = useMantineColorScheme()
  const machine = settings.data?.machine
  const business = settings.data?.business
  const zone = status.data?.timeZone

  useEffect(() => {
    if (machine === undefined) return
    const language = languageOf(machine)
    void switchLanguage(language)
    useViewLocale.setState({ language })
    useCommandStore.setState({ singleKeys: machine.singleKeyShortcuts })
    setColorScheme(machine.theme === 'system' ? 'auto' : machine.theme)
  }, [machine, setColorScheme])

  useEffect(() => {
    if (business === undefined) return
    const { currency, country, weekStart } = business
    useViewLocale.setState({ currency, country, weekStart })
  }, [business])

  useEffect(() => {
    if (zone === undefined) return
    const tick = (): void => {
      const today = dayInZone(pageNow(), zone)
      const before = useViewLocale.getState()
      if (before.today !== today || before.zone !== zone) useViewLocale.setState({ today, zone })
    }
    tick()
    const timer = setInterval(tick, minuteMs)
    return () => clearInterval(timer)
  }, [zone])
}
