/** The mark of Kith: a filled and an open circle that overlap. */
export const WorkMark = ({ size = 22 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="8" cy="12" r="6.6" fill="var(--kith-accent)" />
    <circle cx="16" cy="12" r="5.6" fill="none" stroke="var(--kith-accent-text)" strokeWidth="2" />
  </svg>
)
