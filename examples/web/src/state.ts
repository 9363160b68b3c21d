// What the views share. It lives in memory only.

import type { catalogue } from "gongkai";

export interface State {
  /** The draft as it stands in the editor. */
  text: string;
  /** Its title, as the check finds it. */
  title: string;
  /** The matter chosen for it. */
  matter: catalogue.MatterView | null;
  /** Whether the reader chose it, and not the page by the title. */
  picked: boolean;
  /** The level of the office. */
  level: catalogue.Level;
}

export const state: State = { text: "", title: "", matter: null, picked: false, level: "township" };

const listeners = new Set<() => void>();

/** Runs whenever something of it changed. */
export function watch(listener: () => void): void {
  listeners.add(listener);
}

export function change(part: Partial<State>): void {
  Object.assign(state, part);
  for (const listener of listeners) listener();
}
