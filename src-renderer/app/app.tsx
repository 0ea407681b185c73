import type { QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { Providers } from './providers.tsx'
import { createAppRouter } from './router.tsx'

/** The whole app, once the host answers. */
export const App = ({ queryClient }: { queryClient: QueryClient }) => {
  const [router] = useState(createAppRouter)
  return (
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  )
}
