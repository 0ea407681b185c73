import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useTextKeeping } from '#renderer/ui/use-text-keeping.ts'
import { type Kept, type SaveState, TextSaver } from '../composer/text-saver.ts'
import type { Template } from '../mail-types.ts'

type TemplateText = Pick<Template, 'name' | 'language' | 'subject' | 'body'>

/** Keeps a template of the owner's. */
class TemplateSaver extends TextSaver<TemplateText> {
  private readonly id: Template['id']

  constructor(id: Template['id'], onState: (state: SaveState) => void) {
    super(onState)
    this.id = id
  }

  protected async keep(changes: Partial<TemplateText>): Promise<Kept> {
    if (this.id === null) return { ok: true }
    const result = await attempt('templates.update', { id: this.id, ...changes })
    if (result.ok) return { ok: true }
    const { error } = result
    const detail = error.code === 'bad-template' ? error.data.position : undefined
    return { ok: false, code: error.code, detail }
  }
}

type SaveFailure = Extract<SaveState, { state: 'failed' }>

/** How a template is kept while it is written. */
export interface TemplateSaving {
  readonly save: SaveState
  /** Why it could not be saved, in words; null while nothing failed. */
  readonly problem: string | null
  change(changes: Partial<TemplateText>): void
  flush(): Promise<boolean>
  drop(): void
}

/** Saves a template while it is written and when the form is left. */
export const useTemplateSaving = (id: Template['id']): TemplateSaving => {
  const { t } = useTranslation('templates')
  const words = useFailureWords()
  const [save, setSave] = useState<SaveState>({ state: 'idle' })
  // Stays until something was saved: it is no better while the next attempt waits.
  const [failure, setFailure] = useState<SaveFailure | null>(null)
  const [saver] = useState(() => {
    const handleState = (state: SaveState): void => {
      setSave(state)
      if (state.state === 'failed') setFailure(state)
      if (state.state === 'saved' || state.state === 'idle') setFailure(null)
    }
    return new TemplateSaver(id, handleState)
  })
  useTextKeeping(saver)
  return {
    save,
    problem:
      failure === null
        ? null
        : failure.code === 'bad-template'
          ? t('bad', { position: failure.detail })
          : words(failure.code),
    change: (changes) => saver.change(changes),
    flush: () => saver.flush(),
    drop: () => saver.drop(),
  }
}
