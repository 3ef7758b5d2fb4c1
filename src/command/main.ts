import { check, compare, prepare } from '../checks';
import { start } from './start';

start({ check, compare, prepare });
