// Enhancement only: every page works without this file.
import { createAll, Button, CharacterCount, ErrorSummary, NotificationBanner } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const component of [Button, CharacterCount, ErrorSummary, NotificationBanner]) {
  createAll(component)
}

/** How long before the end of a session the dialog opens. */
const WARNING_MS = 120_000
const TICK_MS = 1_000

/**
 * Warns before the session ends and never leaves the page by itself. Another window in which somebody works keeps this one's session alive
 * as well: windows tell each other.
 */
class SessionWarning {
  constructor (dialog) {
    this.dialog = dialog
    this.windows = 'BroadcastChannel' in window ? new BroadcastChannel('mash-session') : null
    this.longestEnd = Date.now() + Number(dialog.dataset.longest) * 1000
    this.windows?.addEventListener('message', () => this.used())
    dialog.querySelector('[data-stay]').addEventListener('submit', (event) => this.stay(event))
    this.used()
    this.windows?.postMessage('used')
    setInterval(() => this.look(), TICK_MS)
  }

  /** The session was used just now, here or in another window. */
  used () {
    this.idleEnd = Date.now() + Number(this.dialog.dataset.idle) * 1000
    this.over = false
    if (this.dialog.open) this.dialog.close()
  }

  look () {
    const left = Math.min(this.idleEnd, this.longestEnd) - Date.now()
    if (left > WARNING_MS || this.over || this.dismissed) return
    this.over = left <= 0
    this.say(left)
    if (!this.dialog.open) this.dialog.showModal()
  }

  say (left) {
    const longest = this.longestEnd <= this.idleEnd
    this.show('idle', !longest && !this.over)
    this.show('longest', longest && !this.over)
    this.show('left', !this.over)
    this.show('over', this.over)
    this.dialog.querySelector('[data-stay]').hidden = longest || this.over
    this.dialog.querySelector('[data-close]').hidden = !longest && !this.over
    this.dialog.querySelector('[data-sign-out]').hidden = this.over
    this.dialog.querySelector('h2').textContent = this.over ? 'You are signed out' : 'You will soon be signed out'
    const words = left > 60_000 ? '2 minutes' : left > 15_000 ? '1 minute' : 'A few seconds'
    const place = this.dialog.querySelector('[data-left]')
    if (place.textContent !== words) place.textContent = words
    if (longest && !this.over) this.dialog.addEventListener('close', () => { this.dismissed = true }, { once: true })
  }

  show (words, shown) {
    this.dialog.querySelector(`[data-words=${words}]`).hidden = !shown
  }

  async stay (event) {
    event.preventDefault()
    const form = event.target
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'error' })
      if (answer.ok) {
        this.show('unreachable', false)
        this.used()
        this.windows?.postMessage('used')
      } else if (answer.status === 401) {
        this.over = true
        this.say(0)
      } else {
        this.show('unreachable', true)
      }
    } catch {
      this.show('unreachable', true)
    }
  }
}

for (const dialog of document.querySelectorAll('dialog.app-session')) {
  new SessionWarning(dialog)
}
