import { SECRET_STYLE } from '../secret-window/secret-style.ts';

/** That of the secret window, and a form. What is typed shows as dots, which is also all that a selection of it hands out. */
export const PROMPT_STYLE = `${SECRET_STYLE}
label { display: block; margin-bottom: 2px; color: var(--label); }
input { width: 100%; padding: 8px 10px; background: var(--back); border: 1px solid var(--line); border-radius: 8px; color: var(--text); font: inherit; user-select: text; }
input:focus, button:focus { outline: 2px solid var(--text); outline-offset: 2px; }
.host { font-weight: 600; }
#explanation { margin: 6px 0 16px; color: var(--label); }
.problem { margin: 6px 0 0; font-weight: 600; }
button { min-width: 88px; padding: 6px 16px; background: var(--accent); border: 1px solid var(--accent); border-radius: 8px; color: var(--on-accent); font: inherit; font-weight: 600; }
a.quiet { margin-left: 8px; background: none; color: var(--accent); }
`;
