// Enhancement only: every page works without this file.
import { createAll, Button, CharacterCount, ErrorSummary, NotificationBanner } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const component of [Button, CharacterCount, ErrorSummary, NotificationBanner]) {
  createAll(component)
}
