import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { leaveDroppedFile } from '#renderer/ui/dropped-file.ts'

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') === true

/** A file dropped anywhere opens the import with it, and never takes the place of the page. */
export const useFileDrop = (): void => {
  const navigate = useNavigate()
  useEffect(() => {
    const handleDragOver = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault()
    }
    const handleDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      const isTaken = event.defaultPrevented
      event.preventDefault()
      const file = event.dataTransfer?.files[0]
      if (isTaken || file === undefined) return
      leaveDroppedFile(file)
      void navigate({ to: '/imports' })
    }
    window.addEventListener('dragover', handleDragOver)
    window.addEventListener('drop', handleDrop)
    return () => {
      window.removeEventListener('dragover', handleDragOver)
      window.removeEventListener('drop', handleDrop)
    }
  }, [navigate])
}
