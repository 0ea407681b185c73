import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { type Language, useViewLocale } from '#renderer/ui/view-locale.ts'
import { currencyOf, weekStartOf } from '#shared/domain/countries.ts'
import { guessCountry } from './guess-country.ts'

/** The three ways to begin. */
export type Beginning = 'bring' | 'empty' | 'sample'

/** The four things as they stand in the fields. */
export interface FirstRunFields {
  readonly name: string
  readonly country: string
  readonly currency: string
}

const firstFields = (): FirstRunFields => {
  const { country: known, currency } = useViewLocale.getState()
  const country = guessCountry(navigator.languages) ?? known
  return { name: '', country, currency: currencyOf(country) ?? currency }
}

/** What was filled in before a look at the sample people, for whoever comes back from them. */
const useFilledIn = create<{ readonly fields: FirstRunFields | null }>(() => ({ fields: null }))

/** The state of the first run and what its acts do. */
export const useFirstRun = (onBegin: (beginning: Beginning) => void) => {
  const { i18n } = useTranslation()
  const words = useFailureWords()
  const settings = useApiQuery('settings.get', {})
  const [fields, setFields] = useState(() => useFilledIn.getState().fields ?? firstFields())
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const chooseLanguage = async (language: Language): Promise<void> => {
    await attempt('settings.updateMachine', { language })
    await settings.refetch()
  }
  const chooseCountry = (country: string): void =>
    setFields({ ...fields, country, currency: currencyOf(country) ?? fields.currency })

  const keep = async (beginning: Beginning): Promise<string | null> => {
    // The two languages of the app are the only ones it can stand in.
    const language = i18n.language as Language
    if (beginning === 'sample') {
      const result = await attempt('app.openSample', { language })
      return result.ok ? null : result.error.code
    }
    const name = fields.name.trim()
    const result = await attempt('settings.updateBusiness', {
      ...(name === '' ? {} : { ownerName: name }),
      country: fields.country,
      currency: fields.currency,
      weekStart: weekStartOf(fields.country),
      isSetUp: true,
    })
    return result.ok ? null : result.error.code
  }
  const begin = async (beginning: Beginning): Promise<void> => {
    setBusy(true)
    setFailure(null)
    const code = await keep(beginning)
    setBusy(false)
    if (code !== null) return setFailure(words(code))
    useFilledIn.setState({ fields: beginning === 'sample' ? fields : null })
    onBegin(beginning)
  }
  return {
    fields,
    failure,
    isBusy,
    setName: (name: string) => setFields({ ...fields, name }),
    setCurrency: (currency: string) => setFields({ ...fields, currency }),
    chooseCountry,
    chooseLanguage: (language: Language) => void chooseLanguage(language),
    begin: (beginning: Beginning) => void begin(beginning),
  }
}
