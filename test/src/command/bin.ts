import { start } from '../../../src/command/start';
import { judge } from './judge';

start(judge);
