import tokens from '../../styles/tokens.css';
import base from '../../styles/base.css';
import covered from '../../styles/covered.css';
import panel from '../../styles/panel.css';
import { sheet } from './sheet.js';

export const baseSheets = [sheet(tokens), sheet(base), sheet(covered)];
export const panelSheets = [...baseSheets, sheet(panel)];
