// When an answer hides a field that was found incomplete, form-js 1.8 still counts it, and Tasklist keeps "Complete"
// off for good. Here the button comes back when nothing incomplete is left to see. Nothing is lost by that: the form
// is checked again when the button is pressed, here and on the server.
const AFTER_THE_FORM_IS_DRAWN_AGAIN = 300;

function wakeButton() {
  const form = document.querySelector('.fjs-container');
  const button = document.querySelector('button[ng-click="complete()"]:disabled');
  if (form && button && !form.closest('.disabled-form') && !form.querySelector('.fjs-form-field-error')) {
    button.disabled = false;
  }
}

document.addEventListener('change', () => setTimeout(wakeButton, AFTER_THE_FORM_IS_DRAWN_AGAIN));

// It adds no view of its own.
export default [];
