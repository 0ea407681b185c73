import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { leaveDroppedFile, useDropTakerStore } from '#renderer/ui/dropped-file.ts'

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') === true

/** Browsers tell every 50 to 350 ms that something is held over the window. */
const heldMs = 400

/**
 * A file dropped anywhere goes to the page that takes files, else it opens the import with it; it
 * never takes the place of the page.
 *
 * Answers whether one is held over the window.
 */
export const useFileDrop = (): boolean => {
  const navigate = useNavigate()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const leave = (): void => {
      clearTimeout(timer)
      setOver(false)
    }
    const handleDragOver = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
      clearTimeout(timer)
      timer = setTimeout(leave, heldMs)
    }
    const handleDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      leave()
      const isTaken = event.defaultPrevented
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      const [file] = files
      if (isTaken || file === undefined) return
      const { taker } = useDropTakerStore.getState()
      if (taker !== null) return void taker.onFiles(files)
      leaveDroppedFile(file)
      void navigate({ to: '/imports' })
    }
    window.addEventListener('dragover', handleDragOver)
    window.addEventListener('drop', handleDrop)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('dragover', handleDragOver)
      window.removeEventListener('drop', handleDrop)
    }
  }, [navigate])
  return isOver
}
