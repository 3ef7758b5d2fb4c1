"""Fails while OWS has no layer to show: one that had no scene when OWS started would never appear."""

import sys

from datacube_ows.wsgi import application

answer = application.test_client().get("/?service=WMS&version=1.3.0&request=GetCapabilities")
if 'queryable="1"' not in answer.text:
    sys.exit("ows_ready: %s, without a layer: are scenes indexed?" % answer.status)
