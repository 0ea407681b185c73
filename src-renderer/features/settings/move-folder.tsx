import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { nextRebuild } from '#renderer/api/rebuilds.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { tellWhenSwitched } from './tell-when-switched.ts'

const useMove = (onDone: () => void) => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const move = async (path: string): Promise<void> => {
    setBusy(true)
    const switched = nextRebuild()
    const result = await attempt('app.moveWorkspace', { path: path.trim() })
    setBusy(false)
    if (result.ok) {
      setError(null)
      const { path } = result.value
      void tellWhenSwitched(switched, () => t('move.moved', { path }))
      return onDone()
    }
    switch (result.error.code) {
      case 'not-absolute':
      case 'not-empty':
      case 'not-writable':
      case 'disk-full':
        return setError(t(`move.failures.${result.error.code}`))
      default:
        return setError(words(result.error.code))
    }
  }
  return { error, isBusy, move }
}

/** The act that moves the workspace's folder: a button of the caller's look, and its dialog. */
export const MoveFolder = ({ label, variant }: { label: ReactNode; variant: string }) => {
  const { t } = useTranslation(['settings', 'common'])
  const [isOpen, setOpen] = useState(false)
  const [path, setPath] = useState('')
  const { error, isBusy, move } = useMove(() => setOpen(false))
  const current = useApiQuery('app.status', {}).data?.workspace.path ?? ''
  const formId = useId()
  const canMove = !isBusy && path.trim() !== '' && path.trim() !== current
  return (
    <>
      <Button
        variant={variant}
        {...(variant === 'transparent' ? { size: 'xs' } : {})}
        onClick={() => {
          setPath(current)
          setOpen(true)
        }}
      >
        {label}
      </Button>
      <Dialog
        title={t('move.title')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        acts={
          <>
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" form={formId} disabled={!canMove}>
              {t(isBusy ? 'move.moving' : 'move.go')}
            </Button>
          </>
        }
      >
        <form
          id={formId}
          onSubmit={(event) => {
            event.preventDefault()
            if (canMove) void move(path)
          }}
        >
          <TextInput
            label={t('move.path')}
            description={t('move.note', { example: `${current}-2` })}
            value={path}
            error={error}
            data-autofocus
            onChange={(event) => setPath(event.target.value)}
          />
        </form>
      </Dialog>
    </>
  )
}
