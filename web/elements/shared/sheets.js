import tokens from '../../styles/tokens.css';
import base from '../../styles/base.css';
import panel from '../../styles/panel.css';
import { sheet } from './sheet.js';

export const baseSheets = [sheet(tokens), sheet(base)];
export const panelSheets = [...baseSheets, sheet(panel)];
