package pro.saleflex.office.soap;

import jakarta.jws.HandlerChain;
import jakarta.jws.WebService;

/** {@code /api/soap/v11/PosService}: the SOAP 1.1 endpoint. */
@WebService(
        endpointInterface = "pro.saleflex.office.soap.contract.PosPort",
        targetNamespace = "urn:saleflex:office:pos:1",
        serviceName = "PosService11",
        portName = "PosPort11",
        wsdlLocation = "WEB-INF/wsdl/PosService-v11.wsdl")
@HandlerChain(file = "handlers.xml")
public class PosService11 extends PosService {}
