import { attempt } from '#renderer/api/client.ts'
import { showToast, type ToastWords } from '#renderer/ui/toast-store.ts'

/**
 * Says that the workspace was moved or restored, once it is: the answer comes before that. What
 * could not be done is said by the bars above the page.
 */
export const tellWhenSwitched = async (
  switched: Promise<void>,
  text: ToastWords,
): Promise<void> => {
  await switched
  const status = await attempt('app.status', {})
  if (status.ok && status.value.failedSwitch === null) showToast({ text })
}
